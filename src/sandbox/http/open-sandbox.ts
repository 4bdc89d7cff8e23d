import { serviceOf } from '../service-of-rules.ts';
import type { Seed, ServiceRules } from '../service-rules.ts';
import { GENERIC } from '../services/generic.ts';
import { plantSeed } from '../store/seed.ts';
import { createState } from '../store/state.ts';
import { createStore, type Store } from '../store/store.ts';
import { type Journal, MEMORY_JOURNAL, openJournal } from '../store/store-journal.ts';
import { createApp } from './app.ts';

export interface OpenOptions {
  /** What service it behaves like; by default one that does what the RFC says. */
  readonly rules?: ServiceRules;
  /** The bearer token that every request needs. */
  readonly token?: string;
  /** What the caller may do, where the service knows permissions; everything by default. */
  readonly permissions?: readonly string[];
  /** A file that keeps the state; without it the state ends with the sandbox. */
  readonly data?: string;
  /** Whether what `data` held is forgotten; only once everything else is known to be right. */
  readonly reset?: boolean;
  /** Resources to begin with; used only while there are none. */
  readonly seed?: Seed;
  /** Gets one line for each request, and what went wrong inside. */
  readonly log?: (line: string) => void;
  /** The time in milliseconds, for rates and for what expires. */
  readonly now?: () => number;
}

/** A SCIM service in this process, without a socket. */
export interface OpenSandbox {
  /** The path below which it answers, such as `/scim/v2`. */
  readonly basePath: string;
  /** Whether it was empty, and began with the seed. */
  readonly isSeeded: boolean;
  /** Answers one request. */
  readonly answer: (request: Request) => Response | Promise<Response>;
  /** What it has answered is kept. */
  close(): Promise<void>;
}

/**
 * Opens a SCIM 2.0 service that answers by RFC 7643 and RFC 7644, as far as its rules do not say otherwise.
 * @throws DataFileError when the data file is damaged or in use, and ScimError when the seed is not valid
 */
export async function openSandbox(options: OpenOptions = {}): Promise<OpenSandbox> {
  const { rules = GENERIC, now = Date.now, log = () => {}, token, permissions, data, reset = false } = options;
  const seed = options.seed ?? rules.seed;
  if (reset) plantSeed(createStore(serviceOf(rules)), seed);
  const store = createStore(serviceOf(rules));
  const journal = data === undefined ? MEMORY_JOURNAL : await openJournal(data, store, reset);
  try {
    const isSeeded = await plantOnce(store, journal, seed);
    const app = createApp(createState(store, journal, now), { token, permissions, log });
    return {
      basePath: rules.address.basePath,
      isSeeded,
      answer: async (request) => withDate(await app.fetch(request)),
      close: () => journal.close(),
    };
  } catch (error) {
    await journal.close();
    throw error;
  }
}

/** A server tells its time (RFC 9110 section 6.6.1); one that listens does so by itself. */
function withDate(response: Response): Response {
  response.headers.set('date', new Date().toUTCString());
  return response;
}

async function plantOnce(store: Store, journal: Journal, seed: Seed): Promise<boolean> {
  if (store.resources.size + store.buried.size > 0) return false;
  await journal.append(plantSeed(store, seed));
  return true;
}
