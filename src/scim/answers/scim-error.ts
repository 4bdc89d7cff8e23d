import { type FailedRequest, ServiceError } from './service-error.ts';

/** What an error answer says (RFC 7644 section 3.12, or whatever else the service sent). */
export interface ErrorAnswer {
  readonly status: number;
  readonly scimType?: string;
  readonly detail: string;
  /** The id under which the service's own logs know the request. */
  readonly correlationId?: string;
  /** How long the service asks to be left alone. */
  readonly retryAfterSeconds?: number;
  /** Set where a web page came, which is likely not from the service but from what stands in front of it. */
  readonly isWebPage?: true;
}

/** The service answered a request with an error status. */
export class ScimError extends ServiceError {
  readonly status: number;
  readonly detail: string;
  readonly scimType?: string;
  readonly correlationId?: string;
  readonly retryAfterSeconds?: number;
  readonly isWebPage: boolean;
  /** Whether the request expected a certain version (If-Match). */
  readonly conditional: boolean;

  constructor(request: FailedRequest, answer: ErrorAnswer, hint: string, conditional = false) {
    const type = answer.scimType === undefined ? '' : ` ${answer.scimType}`;
    const id = answer.correlationId === undefined ? '' : ` (correlation id ${answer.correlationId})`;
    super(
      request,
      `${request.method} ${request.url} was answered ${answer.status}${type}: ${answer.detail}${id}`,
      hint,
    );
    this.status = answer.status;
    this.detail = answer.detail;
    this.conditional = conditional;
    this.isWebPage = answer.isWebPage === true;
    if (answer.scimType !== undefined) this.scimType = answer.scimType;
    if (answer.correlationId !== undefined) this.correlationId = answer.correlationId;
    if (answer.retryAfterSeconds !== undefined) this.retryAfterSeconds = answer.retryAfterSeconds;
  }
}

/** True where the service says that a resource is not there. A web page of what stands in front of it is no proof of that. */
export function isNotFound(error: unknown): error is ScimError {
  return error instanceof ScimError && error.status === 404 && !error.isWebPage;
}
