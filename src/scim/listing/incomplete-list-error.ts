import { type FailedRequest, ServiceError } from '../answers/service-error.ts';
import type { ListContradiction } from './list-contradiction.ts';

/** A listing contradicted itself each time it was read, so nothing may be planned on it. */
export class IncompleteListError extends ServiceError {
  /** Distinct resources that the last reading gave. */
  readonly received: number;
  /** What the service said there are, if it did. */
  readonly totalResults: number | undefined;

  constructor(request: FailedRequest, { received, totalResults, message }: ListContradiction, attempts: number) {
    const count = totalResults === undefined ? `${received} resources` : `${received} of ${totalResults} resources`;
    super(
      request,
      `${request.method} ${request.url}: the listing is not whole after ${attempts} readings: ${count}; ${message}.`,
      'Run again when nothing else writes to the service; if it stays so, the service does not page as its profile says: try another service.dialect.read.pageSize or service.dialect.read.paging.',
    );
    this.received = received;
    this.totalResults = totalResults;
  }
}
