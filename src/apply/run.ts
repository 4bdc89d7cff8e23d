import PQueue from 'p-queue';
import type { ApplyEvent } from '../model/apply-event.ts';
import type { Plan } from '../model/plan.ts';
import type { ApplyOptions } from './apply-options.ts';
import { graphFault } from './graph-fault.ts';

/** How a change came out for those that wait for it. */
export type Readiness = 'ready' | 'failed' | 'skipped';

/** What the changes of one run share. */
export interface Run {
  readonly options: ApplyOptions;
  /** The plan's target. */
  readonly target: string;
  readonly emit: (event: ApplyEvent) => void;
  /** Bounds how many changes talk to the service at one time. */
  readonly queue: PQueue;
  /** Settled by each change as soon as its dependents may go on, or must not. */
  readonly readiness: ReadonlyMap<string, PromiseWithResolvers<Readiness>>;
  /** The ids of the resources created so far, by key. */
  readonly ids: Map<string, string>;
  /** True once no further change may start. */
  readonly stopped: () => boolean;
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
  return {
    options,
    target: plan.target,
    emit,
    queue: new PQueue({ concurrency: options.concurrency }),
    readiness: new Map(plan.changes.map(({ key }) => [key, Promise.withResolvers<Readiness>()])),
    ids: new Map(),
    stopped: () => abandoned.aborted || options.signal?.aborted === true,
  };
}
