/** The request that failed, as people may see it: the URL carries no secret. */
export interface FailedRequest {
  readonly method: string;
  readonly url: string;
}

/** What a service, or the way to it, did wrong. `message` is one sentence that says what, `hint` says what to do. */
export class ServiceError extends Error {
  readonly method: string;
  readonly url: string;
  readonly hint: string;

  constructor(request: FailedRequest, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.method = request.method;
    this.url = request.url;
    this.hint = hint;
  }
}
