/** A creation was answered 429, and the time that the service asked for is over: its name is looked up before it is sent again. */
export class BusyServiceError extends Error {
  constructor() {
    super('The service was too busy to create it.');
    this.name = 'BusyServiceError';
  }
}
