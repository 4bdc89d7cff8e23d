import { ScimError } from '../answers/scim-error.ts';
import { ServiceError } from '../answers/service-error.ts';

/** The first page of a listing came, and the service refuses a later one. */
export class LaterPageError extends ServiceError {
  constructor(cause: ScimError) {
    super(
      { method: cause.method, url: cause.url },
      `${cause.message.replace(/\.$/, '')}; the first page of this listing was answered.`,
      'Run again; if it stays so, the service does not page as its profile says: try another service.dialect.read.pageSize, large enough for everything at once, or another service.dialect.read.paging.',
      { cause },
    );
  }
}

/** Statuses that speak of the credentials or of the moment, and not of the page. */
const OTHER_CAUSES = new Set([401, 429, 503]);

/** The error of a page that follows another, told as that where the page itself is refused. */
export function laterPage(error: unknown): unknown {
  return error instanceof ScimError && !OTHER_CAUSES.has(error.status) ? new LaterPageError(error) : error;
}
