import { type FailedRequest, ServiceError } from './service-error.ts';

/** The service answered with success, but with something that SCIM does not allow there. */
export class ProtocolError extends ServiceError {
  constructor(request: FailedRequest, problem: string, hint: string) {
    super(request, `${request.method} ${request.url}: ${problem}`, hint);
  }
}
