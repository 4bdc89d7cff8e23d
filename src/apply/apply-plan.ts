import type { ApplyEvent } from '../model/apply-event.ts';
import type { ChangeEntry, JournalEntry } from '../model/history/journal-entry.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../model/json.ts';
import type { Change, Plan } from '../model/plan.ts';
import { SYSTEM_CLOCK } from '../scim/pace/clock.ts';
import type { ApplyOptions } from './apply-options.ts';
import { NO_JOURNAL } from './journal.ts';
import { prove } from './proof/prove.ts';
import { takeBaseline } from './proof/take-baseline.ts';
import { type Run, startRun } from './run.ts';
import { runChange } from './run-change.ts';

const NOT_PROVEN: ReadonlySet<ApplyEvent['event']> = new Set(['lost', 'twins', 'not-read']);

/**
 * Executes a plan as a graph: each change starts as soon as those it depends on are done, and a failure
 * skips its dependents and nothing else. Then it proves itself: what was written is read again. Yields what happens as it happens; the last event is `finished`.
 * What the service or the network does wrong ends in events; only a bug, or a journal that cannot be begun, is thrown.
 */
export async function* applyPlan(plan: Plan, options: ApplyOptions): AsyncGenerator<ApplyEvent> {
  const { journal = NO_JOURNAL, clock = SYSTEM_CLOCK } = options;
  const time = () => new Date(clock.now()).toISOString();
  const { changes } = plan;
  await beginJournal(plan, options, time());
  const counts = { done: 0, failed: 0, skipped: 0, notKept: 0, notProven: 0 };
  yield { event: 'started', changes: changes.length };
  for await (const event of changeEvents(plan, options)) {
    if (event.event === 'change-done') counts.done += 1;
    if (event.event === 'change-failed') counts.failed += 1;
    if (event.event === 'change-skipped') counts.skipped += 1;
    if (event.event === 'not-kept') counts.notKept += 1;
    if (NOT_PROVEN.has(event.event)) counts.notProven += 1;
    yield event;
  }
  const finished: ApplyEvent = { event: 'finished', ...counts, verified: options.verify };
  // What was done is told, whether or not it can be written down.
  await journal.append({ entry: 'event', time: time(), event: finished }).catch(() => undefined);
  yield finished;
}

/** What is applied, where, by whom, and each value before and after: on the disk before the first request. */
async function beginJournal(plan: Plan, { journal = NO_JOURNAL, origin }: ApplyOptions, time: string): Promise<void> {
  const { tool, id, target, profile, environment, digest, changes } = plan;
  const about = { tool, id, target, profile, environment, digest, ...(origin === undefined ? {} : { origin }) };
  const entries: readonly JournalEntry[] = [
    { entry: 'run', time, ...about, changes: changes.length },
    ...changes.map(changeEntry),
  ];
  await Promise.all(entries.map((entry) => journal.append(entry)));
}

function changeEntry({ key, action, before, after, edits, undeclared }: Change): ChangeEntry {
  const members = (after ?? before)?.['members'];
  const names = (list: JsonValue | undefined) =>
    isJsonArray(list) ? list.flatMap((member) => (isJsonObject(member) ? [String(member['name'])] : [])) : [];
  const moving = isJsonObject(members) ? members : {};
  const moves = { joining: names(moving['add']), leaving: names(moving['remove']) };
  return { entry: 'change', key, action, edits, ...moves, ...(undeclared === undefined ? {} : { undeclared }) };
}

/** The events of all changes, which run at the same time, as one stream. */
function changeEvents(plan: Plan, options: ApplyOptions): ReadableStream<ApplyEvent> {
  const abandoned = new AbortController();
  return new ReadableStream<ApplyEvent>({
    start(controller) {
      const run = startRun(plan, options, abandoned.signal, (event) => {
        const entry = { entry: 'event', time: new Date(run.clock.now()).toISOString(), event } as const;
        // A journal that broke stops the next request, which waits for its own entry.
        run.journal.append(entry).catch(() => undefined);
        if (!abandoned.signal.aborted) controller.enqueue(event);
      });
      void runAll(plan, run, controller);
    },
    cancel() {
      abandoned.abort();
    },
  });
}

async function runAll(plan: Plan, run: Run, controller: ReadableStreamDefaultController<ApplyEvent>): Promise<void> {
  try {
    if (run.verify) await takeBaseline(plan, run);
    await Promise.all(plan.changes.map((change) => runChange(change, run)));
    if (run.verify) await prove(plan, run);
    controller.close();
  } catch (error) {
    controller.error(error);
  }
}
