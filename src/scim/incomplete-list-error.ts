import { type FailedRequest, ServiceError } from './service-error.ts';

/** A listing contradicted itself each time it was read, so nothing may be planned on it. */
export class IncompleteListError extends ServiceError {
  /** Distinct resources that the last reading gave. */
  readonly received: number;
  /** What the service said there are. */
  readonly totalResults: number;

  constructor(request: FailedRequest, received: number, totalResults: number, problem: string, attempts: number) {
    super(
      request,
      `${request.method} ${request.url}: the listing is not whole after ${attempts} readings: ` +
        `${received} of ${totalResults} resources; ${problem}.`,
      'Run again when nothing else writes to the service; if it stays so, the service does not page as RFC 7644 says: try another service.dialect.read.pageSize.',
    );
    this.received = received;
    this.totalResults = totalResults;
  }
}
