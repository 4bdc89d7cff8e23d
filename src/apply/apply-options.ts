import type { RunOrigin } from '../model/history/journal-entry.ts';
import type { SecretReference } from '../model/special-value.ts';
import type { Context } from '../plan/context.ts';
import type { Clock } from '../scim/pace/clock.ts';
import type { ScimClient } from '../scim/scim-client.ts';
import type { Journal } from './journal.ts';
import type { FirstReading } from './proof/first-reading.ts';

/** The part of the client that apply writes and reads back with. */
export type ApplyClient = Pick<ScimClient, 'create' | 'get' | 'list' | 'patch' | 'put' | 'delete'>;

export interface ApplyOptions {
  readonly client: ApplyClient;
  /** What the plan was made by, so that the outcome is judged in the same way. */
  readonly context: Context;
  /** Most changes that talk to the service at one time. */
  readonly concurrency: number;
  /** Called when a resource that carries the secret is about to be created, and not before. */
  readonly resolveSecret: (reference: SecretReference) => Promise<string>;
  /** Whether what was written is read again at the end and compared with the plan, and with what was there before. */
  readonly verify: boolean;
  /** What was read for the plan; without it nobody can tell what else was lost. */
  readonly reading?: FirstReading;
  /** Once aborted, no further change starts; those under way are finished. */
  readonly signal?: AbortSignal;
  /** Told of every request before it is sent; none by default. */
  readonly journal?: Journal;
  /** Who applies, for the journal. */
  readonly origin?: RunOrigin;
  /** By default that of the system. */
  readonly clock?: Clock;
}
