import type { ApplyEvent } from '../model/apply-event.ts';
import type { Plan } from '../model/plan.ts';
import type { ApplyOptions } from './apply-options.ts';
import { type Run, startRun } from './run.ts';
import { runChange } from './run-change.ts';

/**
 * Executes a plan as a graph: each change starts as soon as those it depends on are done, and a failure
 * skips its dependents and nothing else. Yields what happens as it happens; the last event is `finished`.
 * What the service or the network does wrong ends in events; only a bug is thrown.
 */
export async function* applyPlan(plan: Plan, options: ApplyOptions): AsyncGenerator<ApplyEvent> {
  yield { event: 'started', changes: plan.changes.length };
  const counts = { done: 0, failed: 0, skipped: 0, notKept: 0 };
  for await (const event of changeEvents(plan, options)) {
    if (event.event === 'change-done') counts.done += 1;
    if (event.event === 'change-failed') counts.failed += 1;
    if (event.event === 'change-skipped') counts.skipped += 1;
    if (event.event === 'not-kept') counts.notKept += 1;
    yield event;
  }
  yield { event: 'finished', ...counts };
}

/** The events of all changes, which run at the same time, as one stream. */
function changeEvents(plan: Plan, options: ApplyOptions): ReadableStream<ApplyEvent> {
  const abandoned = new AbortController();
  return new ReadableStream<ApplyEvent>({
    start(controller) {
      const run = startRun(plan, options, abandoned.signal, (event) => {
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
    await Promise.all(plan.changes.map((change) => runChange(change, run)));
    controller.close();
  } catch (error) {
    controller.error(error);
  }
}
