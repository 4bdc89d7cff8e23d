import PQueue from 'p-queue';
import type { ApplyEvent } from '../model/apply-event.ts';
import type { Change, Plan } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { Context } from '../plan/context.ts';
import { type Clock, SYSTEM_CLOCK } from '../scim/pace/clock.ts';
import type { ApplyClient, ApplyOptions } from './apply-options.ts';
import type { Created } from './created.ts';
import { graphFault } from './graph-fault.ts';
import { type Journal, NO_JOURNAL } from './journal.ts';
import { type FirstReading, firstRead } from './proof/first-reading.ts';
import { newTrail, type Trail } from './proof/trail.ts';
import { newSpellings, type SecondSpellings } from './requests/second-spellings.ts';

/** How a change came out for those that wait for it. */
export type Readiness = 'ready' | 'failed' | 'skipped';

/** What the changes of one run share. */
export interface Run {
  readonly client: ApplyClient;
  readonly profile: Profile;
  readonly resolveSecret: ApplyOptions['resolveSecret'];
  readonly verify: boolean;
  readonly clock: Clock;
  readonly journal: Journal;
  /** What the plan was made by. */
  readonly context: Context;
  readonly emit: (event: ApplyEvent) => void;
  /** Bounds how many changes talk to the service at one time. */
  readonly queue: PQueue;
  /** Settled by each change as soon as its dependents may go on, or must not. */
  readonly readiness: ReadonlyMap<string, PromiseWithResolvers<Readiness>>;
  /** The ids of the resources created so far, by key. */
  readonly ids: Map<string, string>;
  /** The resources created so far, by id. */
  readonly created: Map<string, Created>;
  /** Creations that were looked for, by key: null where they are there, else why they must not be named. */
  readonly confirmed: Map<string, string | null>;
  /** Settled when nobody looks for creations any more. */
  confirming: Promise<void>;
  /** What was learned of second spellings. */
  readonly spellings: SecondSpellings;
  /** What was read for the plan; undefined where nobody kept it. */
  readonly reading: FirstReading | undefined;
  /** What each change leaves behind for the proof, by key. */
  readonly trails: ReadonlyMap<string, Trail>;
  /** All that the plan changes, by key. */
  readonly changes: ReadonlyMap<string, Change>;
  /** Ids of what the run deletes or deactivates, as far as that was sent. */
  readonly removed: Set<string>;
  /** Aborted once no further change may start. */
  readonly stop: AbortSignal;
  /** Stops the run for a reason that holds for every change that has not begun. */
  readonly halt: (because: string) => void;
}

/** Prepares the run of a plan. Throws where the plan's dependencies contradict themselves, which would wait for ever. */
export function startRun(
  plan: Plan,
  options: ApplyOptions,
  abandoned: AbortSignal,
  emit: (event: ApplyEvent) => void,
): Run {
  const fault = graphFault(plan);
  if (fault !== undefined) throw new Error(fault);
  const halted = new AbortController();
  const { client, context, resolveSecret, verify, concurrency, signal, reading } = options;
  return {
    client,
    profile: context.profile,
    resolveSecret,
    verify,
    clock: options.clock ?? SYSTEM_CLOCK,
    journal: options.journal ?? NO_JOURNAL,
    context,
    emit,
    queue: new PQueue({ concurrency }),
    readiness: new Map(plan.changes.map(({ key }) => [key, Promise.withResolvers<Readiness>()])),
    ids: new Map(),
    created: new Map(),
    confirmed: new Map(),
    confirming: Promise.resolve(),
    spellings: newSpellings(),
    reading,
    trails: new Map(plan.changes.map(({ key }) => [key, newTrail()])),
    changes: new Map(plan.changes.map((change) => [change.key, change])),
    removed: new Set(),
    stop: AbortSignal.any([abandoned, halted.signal, ...(signal === undefined ? [] : [signal])]),
    halt: (because) => halted.abort(because),
  };
}

/** Notes the id of what was created, or found to be; from now on everybody may take a while to see it. */
export function noteCreated({ key, resource }: Change, id: string, { ids, created, clock, profile }: Run): void {
  ids.set(key, id);
  created.set(id, { key, name: resource.name, lateUntil: clock.now() + profile.readAfterWrite * 1000 });
}

/** Whether a resource was there already when the plan was made. */
export function wasRead({ reading }: Run, { resource }: Change, id: string): boolean {
  return reading !== undefined && firstRead(reading, resource.type, id) !== undefined;
}

/** Why a run that is stopped starts no further change, for the summary. */
export function stopReason({ stop }: Run): string {
  return typeof stop.reason === 'string' ? stop.reason : 'interrupted';
}
