import type { ScimResource } from '../../model/resource.ts';
import { ScimError } from '../answers/scim-error.ts';
import { addPage, allDistinct, type DistinctResources, noResources } from './distinct-resources.ts';
import { laterPage } from './later-page-error.ts';
import { ListContradiction } from './list-contradiction.ts';
import type { ListPage } from './list-response.ts';
import type { ListingOptions } from './listing-options.ts';

/** Reads the page at a cursor; the first one has an empty cursor. */
export type ReadCursorPage = (cursor: string) => Promise<ListPage>;

/** A page may be empty and have a successor; a service that goes on like that never ends. */
const MOST_EMPTY_PAGES = 10;

/** What one reading has gathered. */
interface Reading {
  readonly known: DistinctResources;
  readonly cursors: Set<string>;
  pages: number;
  emptyPages: number;
}

/**
 * Reads a listing once, by cursors (RFC 9865): page after page until one names no successor, each id once, and as many
 * resources as totalResults says where the service says that.
 * @throws ListContradiction, also where a cursor has expired
 */
export async function readByCursor(
  readPage: ReadCursorPage,
  options: ListingOptions,
): Promise<readonly ScimResource[]> {
  const reading: Reading = { known: noResources(), cursors: new Set(), pages: 0, emptyPages: 0 };
  for (let cursor = ''; ; ) {
    const page = await readPage(cursor).catch((error: unknown) => {
      if (isExpired(error)) throw contradiction(reading, undefined, 'the cursor expired while it was read');
      throw cursor === '' ? error : laterPage(error);
    });
    const total = page.totalResults;
    keep(reading, page);
    const { byId, places: read } = reading.known;
    options.onPage(read, total);
    if (page.nextCursor === undefined) {
      if (total !== undefined && total !== read && total !== byId.size)
        throw contradiction(reading, total, 'the last page has come');
      return allDistinct(reading.known, total);
    }
    cursor = page.nextCursor;
    if (reading.cursors.has(cursor)) throw contradiction(reading, total, `the cursor ${cursor} comes a second time`);
    reading.cursors.add(cursor);
    const goesOn = await options.goOn({ read, total, pages: reading.pages });
    if (!goesOn || reading.pages >= options.mostPages) return [...byId.values()];
  }
}

function keep(reading: Reading, { resources, totalResults }: ListPage): void {
  reading.pages += 1;
  reading.emptyPages = resources.length === 0 ? reading.emptyPages + 1 : 0;
  if (reading.emptyPages > MOST_EMPTY_PAGES) throw contradiction(reading, totalResults, 'page after page is empty');
  const problem = addPage(reading.known, resources);
  if (problem !== undefined) throw contradiction(reading, totalResults, `page ${reading.pages} ${problem}`);
}

function contradiction(reading: Reading, total: number | undefined, problem: string): ListContradiction {
  return new ListContradiction(reading.known.byId.size, total, problem);
}

function isExpired(error: unknown): boolean {
  return error instanceof ScimError && error.status === 400 && error.scimType === 'expiredCursor';
}
