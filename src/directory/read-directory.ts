import { setTimeout as sleep } from 'node:timers/promises';
import type { Directory } from '../model/directory.ts';
import type { ScimClient } from '../scim/scim-client.ts';
import { ContradictoryReadError } from './contradictory-read-error.ts';
import { readOnce } from './read-once.ts';
import type { ReadOptions } from './read-options.ts';

export type { ReadOptions, ReadProgress } from './read-options.ts';

/** What the service holds, and how that was found out. */
export interface ReadDirectory extends Directory {
  readonly reading: {
    /** For people, a sentence each: "Users: listed whole, in 3 pages." */
    readonly strategies: readonly string[];
    /** What the project should set, likewise: the service does not read as its profile says. */
    readonly hints: readonly string[];
    /** Sent in all, tokens and repetitions included. */
    readonly requests: number;
  };
}

const MOST_READINGS = 4;
const PAUSE_MS = 100;

/**
 * Reads what the service holds now: users, groups and schemas, each in the cheapest way that is complete. On a service
 * that lists members it costs one request per page, one where the last page is full and at most 3 more, or less where
 * little is declared; and a few more to doubt the listings before anybody is created or removed.
 * @throws ServiceError where any part cannot be read whole, TooManyRequestsError before that would cost too much, and
 * ContradictoryReadError where a listing cannot be right by the service's own other answers
 */
export async function readDirectory(client: ScimClient, options: ReadOptions): Promise<ReadDirectory> {
  const before = client.requestCount();
  for (let reading = 1; ; reading += 1) {
    const { contradiction, strategies, hints, ...directory } = await readOnce(client, options);
    if (contradiction === undefined) {
      return { ...directory, reading: { strategies, hints, requests: client.requestCount() - before } };
    }
    if (reading === MOST_READINGS) throw new ContradictoryReadError(contradiction, reading);
    await sleep(PAUSE_MS * reading);
  }
}
