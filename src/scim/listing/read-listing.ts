import type { JsonValue } from '../../model/json.ts';
import type { ResourceType, ScimResource } from '../../model/resource.ts';
import type { FailedRequest } from '../answers/service-error.ts';
import { type Access, permissionsFor, requestOptions } from '../http/access.ts';
import type { RequestOptions } from '../http/request-options.ts';
import { below, safeUrl } from '../http/service-url.ts';
import { readByCursor } from './cursor-paging.ts';
import { IncompleteListError } from './incomplete-list-error.ts';
import { readByIndex } from './index-paging.ts';
import { ListContradiction } from './list-contradiction.ts';
import { readCountedPage, readListPage } from './list-response.ts';
import type { ListingOptions } from './listing-options.ts';
import type { Parameters } from './parameters.ts';
import { type PageLimit, shrinkingPage } from './shrinking-page.ts';
import { readUnpaged } from './unpaged-listing.ts';

const MOST_READINGS = 4;
const PAUSE_MS = 200;

/** One listing. */
export interface Listing extends Omit<ListingOptions, 'request'>, RequestOptions {
  readonly type: ResourceType;
  /** Filter and projection, the same on each page. */
  readonly fixed: Parameters;
  /** Shared by all listings of a client, so that a count is refused once. */
  readonly limit: PageLimit;
}

/** Asks for one page and reads it. */
type AskPage = <Page>(
  paging: Parameters,
  read: (answer: JsonValue | undefined, request: FailedRequest) => Page,
) => Promise<Page>;

/**
 * Reads a whole listing in the way in which the service pages.
 * @throws IncompleteListError where the service keeps contradicting itself
 */
export function readListing(listing: Listing, access: Access): Promise<readonly ScimResource[]> {
  const { type, fixed } = listing;
  const path = access.profile.endpoint.listPaths[type] ?? access.profile.paths[type];
  const common = { subject: 'endpoint', ...permissionsFor('GET', type, access), ...requestOptions(listing) } as const;
  const askPage: AskPage = async (paging, read) => {
    const url = below(access.base, path, [...fixed, ...paging]);
    const { json } = await access.ask({ method: 'GET', url, ...common });
    return read(json, { method: 'GET', url: safeUrl(url) });
  };
  const options = { ...listing, request: { method: 'GET', url: safeUrl(below(access.base, path, fixed)) } };
  return readWhole(() => readOnce(askPage, options, listing.limit, access), options);
}

/** A page that is too large, for this client or for the service, is asked for again with fewer resources. */
function readOnce(
  askPage: AskPage,
  options: ListingOptions,
  limit: PageLimit,
  { profile }: Access,
): Promise<readonly ScimResource[]> {
  switch (profile.read.paging) {
    case 'index':
      return readByIndex((startIndex, most) => {
        const page = (count: number): Parameters => [
          ['startIndex', `${startIndex}`],
          ['count', `${count}`],
        ];
        return shrinkingPage(most, limit, async (count) => ({
          ...(await askPage(page(count), readCountedPage)),
          count,
        }));
      }, options);
    case 'cursor':
      return readByCursor((cursor) => {
        const page = (count: number): Parameters => [
          ['cursor', cursor],
          ['count', `${count}`],
        ];
        return shrinkingPage(options.pageSize, limit, (count) => askPage(page(count), readListPage));
      }, options);
    case 'none':
      return readUnpaged(() => askPage([], readListPage), options);
  }
}

/**
 * Reads a listing, and reads it again where it contradicts itself, at most 3 times. What two readings in a row repeat alike
 * is listed more than once.
 * @param read throws ListContradiction
 * @throws IncompleteListError if the last reading contradicts itself too
 */
async function readWhole(
  read: () => Promise<readonly ScimResource[]>,
  { clock, request }: ListingOptions,
): Promise<readonly ScimResource[]> {
  let repeated: string | undefined;
  for (let reading = 1; ; reading += 1) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ListContradiction)) throw error;
      const { repetition } = error;
      if (repetition !== undefined && repetition.ids === repeated) return repetition.resources;
      repeated = repetition?.ids;
      if (reading === MOST_READINGS) throw new IncompleteListError(request, error, reading);
      await clock.sleep(PAUSE_MS * reading);
    }
  }
}
