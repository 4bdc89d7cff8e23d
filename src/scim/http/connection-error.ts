import { type FailedRequest, ServiceError } from '../answers/service-error.ts';

/** Where the way to an answer broke. */
export type ConnectionFailureReason = 'refused' | 'dns' | 'tls' | 'timeout' | 'reset' | 'truncated' | 'proxy' | 'other';

export interface ConnectionFailure {
  readonly reason: ConnectionFailureReason;
  /** Completes "GET https://… failed: ". */
  readonly problem: string;
  readonly hint: string;
  /** Whether the service may have carried out the request although no whole answer came back. */
  readonly mayHaveBeenProcessed: boolean;
}

/** No whole answer came back. */
export class ConnectionError extends ServiceError {
  readonly reason: ConnectionFailureReason;
  readonly mayHaveBeenProcessed: boolean;

  constructor(request: FailedRequest, failure: ConnectionFailure, options?: ErrorOptions) {
    super(request, `${request.method} ${request.url} failed: ${failure.problem}`, failure.hint, options);
    this.reason = failure.reason;
    this.mayHaveBeenProcessed = failure.mayHaveBeenProcessed;
  }
}
