import type { ScimResource } from '../../model/resource.ts';
import { ListContradiction } from './list-contradiction.ts';
import type { ListPage } from './list-response.ts';
import type { ListingOptions } from './listing-options.ts';

/** Reads `count` resources from `startIndex` on, which counts from 1. */
export type ReadIndexedPage = (
  startIndex: number,
  count: number,
) => Promise<ListPage & { readonly totalResults: number }>;

/** What one reading has gathered. */
interface Reading {
  readonly total: number;
  /** Pages by their startIndex. */
  readonly pages: Map<number, readonly ScimResource[]>;
  readonly ids: Set<string>;
  /** Set once a page fails, so that no further one is asked for. */
  broken: boolean;
}

function contradiction(reading: Reading, problem: string): ListContradiction {
  return new ListContradiction(reading.ids.size, reading.total, problem);
}

function keep(reading: Reading, startIndex: number, page: ListPage, options: ListingOptions): void {
  const { total, ids, pages } = reading;
  if (page.totalResults !== total) {
    throw contradiction(reading, `totalResults went from ${total} to ${page.totalResults} while it was read`);
  }
  if (page.resources.length === 0) throw contradiction(reading, `the page at startIndex ${startIndex} is empty`);
  for (const { id } of page.resources) {
    if (ids.has(id)) throw contradiction(reading, `the page at startIndex ${startIndex} repeats id ${id}`);
    ids.add(id);
  }
  if (ids.size > total) throw contradiction(reading, 'more resources came than totalResults says');
  pages.set(startIndex, page.resources);
  options.onPage(ids.size, total);
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
    const page = await readPage(next, end - next);
    const resources = end > reading.total ? page.resources : page.resources.slice(0, end - next);
    keep(reading, next, { ...page, resources }, options);
    next += resources.length;
  }
}

/**
 * Reads a listing once, by startIndex and count (RFC 7644 section 3.4.2.4): as many resources as totalResults says, each
 * id once. The first page tells the total and how many resources a page really holds; the others are read concurrently.
 * @throws ListContradiction
 */
export async function readByIndex(
  readPage: ReadIndexedPage,
  options: ListingOptions,
): Promise<readonly ScimResource[]> {
  const first = await readPage(1, options.pageSize);
  const total = first.totalResults;
  const reading: Reading = { total, pages: new Map(), ids: new Set(), broken: false };
  if (total === 0 && first.resources.length === 0) {
    options.onPage(0, 0);
    return [];
  }
  keep(reading, 1, first, options);
  const read = first.resources.length;
  if (read < total && (await options.goOn({ read, total, pages: 1 }))) await readRest(reading, read, readPage, options);
  return [...reading.pages].sort(([left], [right]) => left - right).flatMap(([, resources]) => resources);
}

/** Reads what follows the first page, in its steps. */
async function readRest(
  reading: Reading,
  step: number,
  readPage: ReadIndexedPage,
  options: ListingOptions,
): Promise<void> {
  let next = 1 + step;
  const worker = async (): Promise<void> => {
    while (next <= reading.total && !reading.broken) {
      const startIndex = next;
      next += step;
      const end = Math.min(next, reading.total + 1);
      await readRange(reading, startIndex, end, readPage, options).catch((error: unknown) => {
        reading.broken = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
}
