import type { ScimResource } from '../model/resource.ts';
import type { Clock } from './clock.ts';
import { IncompleteListError } from './incomplete-list-error.ts';
import { ListContradiction } from './list-contradiction.ts';
import type { ListPage } from './list-response.ts';
import type { FailedRequest } from './service-error.ts';

/** Reads `count` resources from `startIndex` on, which counts from 1. */
export type ReadPage = (startIndex: number, count: number) => Promise<ListPage>;

export interface PagingOptions {
  readonly pageSize: number;
  /** Most pages asked for at once. */
  readonly concurrency: number;
  readonly onPage: (read: number, total: number) => void;
  readonly clock: Clock;
  /** The listing, for messages. */
  readonly request: FailedRequest;
}

const MOST_READINGS = 4;
const PAUSE_MS = 200;

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

function keep(reading: Reading, startIndex: number, page: ListPage, options: PagingOptions): void {
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
  readPage: ReadPage,
  options: PagingOptions,
): Promise<void> {
  for (let next = first; next < end && !reading.broken; ) {
    const page = await readPage(next, end - next);
    const resources = end > reading.total ? page.resources : page.resources.slice(0, end - next);
    keep(reading, next, { ...page, resources }, options);
    next += resources.length;
  }
}

/** Reads everything once; the first page tells the total and how many resources a page really holds. */
async function readOnce(readPage: ReadPage, options: PagingOptions): Promise<readonly ScimResource[]> {
  const first = await readPage(1, options.pageSize);
  const reading: Reading = { total: first.totalResults, pages: new Map(), ids: new Set(), broken: false };
  if (reading.total === 0 && first.resources.length === 0) {
    options.onPage(0, 0);
    return [];
  }
  keep(reading, 1, first, options);
  const step = first.resources.length;
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
  return [...reading.pages].sort(([left], [right]) => left - right).flatMap(([, resources]) => resources);
}

/**
 * Reads a whole listing: as many resources as totalResults says, each id once. Pages after the first are read
 * concurrently. A reading that contradicts itself is repeated at most 3 times.
 * @throws IncompleteListError if the last reading contradicts itself too
 */
export async function readWhole(readPage: ReadPage, options: PagingOptions): Promise<readonly ScimResource[]> {
  for (let reading = 1; ; reading += 1) {
    try {
      return await readOnce(readPage, options);
    } catch (error) {
      if (!(error instanceof ListContradiction)) throw error;
      if (reading === MOST_READINGS) {
        const { received, totalResults, message } = error;
        throw new IncompleteListError(options.request, received, totalResults, message, reading);
      }
      await options.clock.sleep(PAUSE_MS * reading);
    }
  }
}
