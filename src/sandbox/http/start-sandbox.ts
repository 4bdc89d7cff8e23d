import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { serviceOf } from '../service-of-rules.ts';
import type { Seed, ServiceRules } from '../service-rules.ts';
import { GENERIC } from '../services/generic.ts';
import { plantSeed } from '../store/seed.ts';
import { createState } from '../store/state.ts';
import { createStore, type Store } from '../store/store.ts';
import { type Journal, MEMORY_JOURNAL, openJournal } from '../store/store-journal.ts';
import { createApp } from './app.ts';

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The address to listen on, `127.0.0.1` by default. */
  readonly host?: string;
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

/** A running SCIM service. */
export interface Sandbox {
  /** The service's base URL, such as `http://127.0.0.1:8080/scim/v2`. */
  readonly url: string;
  /** Whether it was empty, and began with the seed. */
  readonly isSeeded: boolean;
  /** Stops the service; what it has answered is kept. */
  close(): Promise<void>;
}

/**
 * Starts a SCIM 2.0 service that answers by RFC 7643 and RFC 7644, as far as its rules do not say otherwise.
 * @throws DataFileError when the data file is damaged or in use, ScimError when the seed is not valid,
 * and the error of the system when the port is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { rules = GENERIC, now = Date.now, log = () => {}, token, permissions, data, reset = false } = options;
  const seed = options.seed ?? rules.seed;
  if (reset) plantSeed(createStore(serviceOf(rules)), seed);
  const store = createStore(serviceOf(rules));
  const journal = data === undefined ? MEMORY_JOURNAL : await openJournal(data, store, reset);
  try {
    const isSeeded = await plantOnce(store, journal, seed);
    const app = createApp(createState(store, journal, now), { token, permissions, log });
    // Without the last option the whole process would get other Request and Response classes.
    const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
    const origin = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
    return { url: `${origin}${rules.address.basePath}`, isSeeded, close: closeOnce(server, journal) };
  } catch (error) {
    await journal.close();
    throw error;
  }
}

async function plantOnce(store: Store, journal: Journal, seed: Seed): Promise<boolean> {
  if (store.resources.size + store.buried.size > 0) return false;
  await journal.append(plantSeed(store, seed));
  return true;
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
}

function closeOnce(server: Server, journal: Journal): () => Promise<void> {
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const stopped = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await stopped;
    await journal.close();
  };
  return () => {
    closed ??= close();
    return closed;
  };
}
