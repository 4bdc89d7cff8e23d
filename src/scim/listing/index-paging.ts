import type { ScimResource } from '../../model/resource.ts';
import { ProtocolError } from '../answers/protocol-error.ts';
import { ScimError } from '../answers/scim-error.ts';
import { addPage, allDistinct, type DistinctResources, noResources } from './distinct-resources.ts';
import { laterPage } from './later-page-error.ts';
import { ListContradiction } from './list-contradiction.ts';
import type { ListPage } from './list-response.ts';
import type { ListingOptions } from './listing-options.ts';

/** A page that says how many resources there are, with how many were asked for. */
export interface IndexedPage extends ListPage {
  readonly totalResults: number;
  readonly count: number;
}

/** Reads up to `count` resources from `startIndex` on, which counts from 1. */
export type ReadIndexedPage = (startIndex: number, count: number) => Promise<IndexedPage>;

/** What one reading has gathered. */
interface Reading {
  readonly total: number;
  /** Pages by their startIndex. */
  readonly pages: Map<number, readonly ScimResource[]>;
  readonly known: DistinctResources;
  /** Set once a page fails, so that no further one is asked for. */
  broken: boolean;
}

function contradiction({ known, total }: Reading, problem: string): ListContradiction {
  return new ListContradiction(known.byId.size, total, problem);
}

function keep(reading: Reading, startIndex: number, page: ListPage, options: ListingOptions): void {
  const { total, known, pages } = reading;
  if (page.totalResults !== total) {
    throw contradiction(reading, `totalResults went from ${total} to ${page.totalResults} while it was read`);
  }
  if (page.resources.length === 0) throw contradiction(reading, `the page at startIndex ${startIndex} is empty`);
  const problem = addPage(known, page.resources);
  if (problem !== undefined) throw contradiction(reading, `the page at startIndex ${startIndex} ${problem}`);
  if (known.places > total) throw contradiction(reading, 'more resources came than totalResults says');
  pages.set(startIndex, page.resources);
  options.onPage(known.places, total);
}

/**
 * Reads the resources from `first` up to `end`, asking again where a page turns out shorter than asked for. What a page
 * holds beyond `end` is left to the page that begins there.
 */
async function readRange(
  reading: Reading,
  first: number,
  end: number,
  readPage: ReadIndexedPage,
  options: ListingOptions,
): Promise<void> {
  for (let next = first; next < end && !reading.broken; ) {
    const page = await readPage(next, end - next).catch((error: unknown) => Promise.reject(laterPage(error)));
    const resources = end > reading.total ? page.resources : page.resources.slice(0, end - next);
    keep(reading, next, { ...page, resources }, options);
    next += resources.length;
  }
}

/**
 * Reads a listing once, by startIndex and count (RFC 7644 section 3.4.2.4): as many resources as totalResults says, each
 * id once. The first page tells the total and how many resources a page really holds; the others are read concurrently.
 * Where the last page is full the total may be no more than the end of that page, and what follows is asked for.
 * @throws ListContradiction
 */
export async function readByIndex(
  readPage: ReadIndexedPage,
  options: ListingOptions,
): Promise<readonly ScimResource[]> {
  const first = await readPage(1, options.pageSize);
  const total = first.totalResults;
  const reading: Reading = { total, pages: new Map(), known: noResources(), broken: false };
  if (total === 0 && first.resources.length === 0) {
    options.onPage(0, 0);
    return [];
  }
  keep(reading, 1, first, options);
  const read = first.resources.length;
  const goesOn = read >= total || (await options.goOn({ read, total, pages: 1 }));
  const end = Math.min(total, read * options.mostPages);
  if (goesOn) {
    await readRest(reading, { step: read, end }, readPage, options);
    if (read < total ? total % read === 0 : read === first.count) await readBeyond(reading, read, readPage, options);
  }
  const inOrder = [...reading.pages].sort(([left], [right]) => left - right).flatMap(([, resources]) => resources);
  const isEachOnce = inOrder.length === reading.known.byId.size;
  const resources = isEachOnce ? inOrder : [...new Map(inOrder.map((resource) => [resource.id, resource])).values()];
  return goesOn && end === total ? allDistinct(reading.known, total, resources) : resources;
}

/** Reads what follows the first page, in its steps, as far as `end`. */
async function readRest(
  reading: Reading,
  { step, end }: { readonly step: number; readonly end: number },
  readPage: ReadIndexedPage,
  options: ListingOptions,
): Promise<void> {
  let next = 1 + step;
  const worker = async (): Promise<void> => {
    while (next <= end && !reading.broken) {
      const startIndex = next;
      next += step;
      const until = Math.min(next, end + 1);
      await readRange(reading, startIndex, until, readPage, options).catch((error: unknown) => {
        reading.broken = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
}

/**
 * Reads what a service holds beyond the total that it claims: services are known whose totalResults is the size of the page.
 * An answer without anything new ends it, an error too, and only new resources lead to another request.
 */
async function readBeyond(
  reading: Reading,
  step: number,
  readPage: ReadIndexedPage,
  options: ListingOptions,
): Promise<void> {
  const { known, pages } = reading;
  for (;;) {
    const read = known.places;
    if (pages.size >= options.mostPages) return;
    if (!(await options.goOn({ read, total: read, pages: pages.size }))) return;
    const page = await readPage(read + 1, step).catch(endOfListing);
    const fresh = page?.resources.filter(({ id }) => !known.byId.has(id)) ?? [];
    if (page === undefined || fresh.length === 0) return;
    addPage(known, fresh);
    known.places = read + page.resources.length;
    pages.set(read + 1, fresh);
    options.onPage(known.places, known.places);
  }
}

/** Services answer all kinds of things where there is no page. */
function endOfListing(error: unknown): undefined {
  const isAnswer = error instanceof ScimError || error instanceof ProtocolError;
  if (!isAnswer) throw error;
}
