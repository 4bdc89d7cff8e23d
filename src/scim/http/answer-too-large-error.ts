import { type FailedRequest, ServiceError } from '../answers/service-error.ts';

/** An answer grew past the bound that protects memory; it was dropped unread. */
export class AnswerTooLargeError extends ServiceError {
  readonly maxBytes: number;

  constructor(request: FailedRequest, maxBytes: number) {
    super(
      request,
      `${request.method} ${request.url}: the answer is larger than ${maxBytes} bytes.`,
      'Ask for smaller pages: set service.dialect.read.pageSize.',
    );
    this.maxBytes = maxBytes;
  }
}
