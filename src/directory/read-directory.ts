import { setTimeout as sleep } from 'node:timers/promises';
import type { Directory } from '../model/directory.ts';
import type { ScimClient } from '../scim/scim-client.ts';
import { ContradictoryReadError } from './empty-listing.ts';
import { readOnce } from './read-once.ts';
import type { ReadOptions } from './read-options.ts';

export type { ReadOptions, ReadProgress } from './read-options.ts';

/** What the service holds, and how that was found out. */
export interface ReadDirectory extends Directory {
  readonly reading: {
    /** For people, a sentence each: "Users: listed whole, in 3 pages." */
    readonly strategies: readonly string[];
    /** Sent in all, tokens and repetitions included. */
    readonly requests: number;
  };
}

const MOST_READINGS = 4;
const PAUSE_MS = 100;

/**
 * Reads what the service holds now: users, groups and schemas, each in the cheapest way that is complete. On a service
 * that lists members it costs one request per page and at most 3 more, or less where little is declared.
 * @throws ServiceError where any part cannot be read whole, TooManyRequestsError before that would cost too much, and
 * ContradictoryReadError where one listing is empty and the other shows that it cannot be
 */
export async function readDirectory(client: ScimClient, options: ReadOptions): Promise<ReadDirectory> {
  const before = client.requestCount();
  for (let reading = 1; ; reading += 1) {
    const { contradiction, strategies, ...directory } = await readOnce(client, options);
    if (contradiction === undefined) {
      return { ...directory, reading: { strategies, requests: client.requestCount() - before } };
    }
    if (reading === MOST_READINGS) throw new ContradictoryReadError(contradiction, reading);
    await sleep(PAUSE_MS * reading);
  }
}
