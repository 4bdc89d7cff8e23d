/** A request was given up before it went out, because its signal was aborted; the service knows nothing of it. */
export class NotSentError extends Error {
  constructor() {
    super('The request was not sent.');
    this.name = 'NotSentError';
  }
}
