import type { FailedRequest } from '../answers/service-error.ts';
import type { Clock } from '../pace/clock.ts';

/** How far a listing has come. */
export interface ListingSoFar {
  readonly read: number;
  /** What the service says there are; some do not say. */
  readonly total: number | undefined;
  readonly pages: number;
}

/** How to read one listing, whatever its paging. */
export interface ListingOptions {
  /** Resources asked for in one page. */
  readonly pageSize: number;
  /** Most pages asked for at once. */
  readonly concurrency: number;
  readonly onPage: (read: number, total: number | undefined) => void;
  /** Asked when there are more pages, or may be although as much as `total` was read: false ends the listing with what was read. */
  readonly goOn: (soFar: ListingSoFar) => boolean | Promise<boolean>;
  /** Pages at most, for whoever only tries whether a listing can be read; what was read then is no whole listing. */
  readonly mostPages: number;
  readonly clock: Clock;
  /** The listing, for messages. */
  readonly request: FailedRequest;
}
