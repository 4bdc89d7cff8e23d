import { type FailedRequest, ServiceError } from './service-error.ts';

/** The service answered with success, but with something that SCIM does not allow there. */
export class ProtocolError extends ServiceError {
  constructor(request: FailedRequest, problem: string, hint: string) {
    super(request, `${request.method} ${request.url}: ${problem}`, hint);
  }
}

/** The service answered with success, but what it says cannot be read. It may have done what it was asked to. */
export class UnreadableAnswerError extends ProtocolError {}
