import { applyPlan } from '../../apply/apply-plan.ts';
import type { ApplyEvent } from '../../model/apply-event.ts';
import { renderApplyEvent, renderApplySummary, renderBesides } from '../../render/apply-events.ts';
import { hiddenEvent } from '../../render/hidden/hidden-event.ts';
import { shownKeys } from '../../render/hidden/hidden-plan.ts';
import { wrapLine } from '../../render/text/wrap-line.ts';
import { runOrigin } from '../origin/run-origin.ts';
import { redactKnown } from '../service/known-secrets.ts';
import type { Service } from '../service/service.ts';
import { EXIT, type ExitCode } from '../terminal/exit-code.ts';
import { interruption } from '../terminal/interruption.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Planned } from './plan-now.ts';
import { openJournal } from './run-journal.ts';

export interface Execution {
  /** The project's folder, below which the journal is kept. */
  readonly dir: string;
  /** Most requests under way at one time. */
  readonly concurrency: number;
  /** Whether what was written is read again at the end. */
  readonly verify: boolean;
  /** One event a line on standard output instead of the summary. */
  readonly json: boolean;
  /** Whether to name what the service did of itself. */
  readonly verbose: boolean;
  /** Where it is one of several: what its events carry, and what stops them all. */
  readonly among?: { readonly environment: string; readonly signal: AbortSignal };
}

/** So many changes may wait for their next attempt, for each request that may be under way, without keeping it idle. */
const CHANGES_PER_REQUEST = 4;
const ENDS: ReadonlySet<ApplyEvent['event']> = new Set(['change-done', 'change-failed', 'change-skipped']);

/** Applies a plan that was approved and shows how it goes. The first Ctrl-C or SIGTERM stops it in good order. */
export async function executePlan(
  { plan, context, reading }: Planned,
  service: Service,
  execution: Execution,
  terminal: Terminal,
): Promise<ExitCode> {
  const { dir, concurrency, verify, json, verbose, among } = execution;
  const journal = await openJournal(dir, new Date());
  const { signal, dispose } =
    among === undefined ? interruptionTold(terminal) : { signal: among.signal, dispose: () => undefined };
  const events: ApplyEvent[] = [];
  const keyOf = shownKeys(plan, terminal.values);
  let settled = 0;
  const { client, resolveSecret } = service;
  const options = {
    client,
    context,
    concurrency: concurrency * CHANGES_PER_REQUEST,
    resolveSecret,
    verify,
    reading,
    signal,
    journal,
    origin: await runOrigin(dir, process.env),
  };
  try {
    for await (const told of applyPlan(plan, options)) {
      const event = terminal.values === 'all' ? told : hiddenEvent(told, keyOf);
      events.push(event);
      if (ENDS.has(event.event)) settled += 1;
      show(event, execution, terminal);
      terminal.status(statusOf(settled, plan.changes.length, verify));
    }
  } finally {
    dispose();
    await journal.close();
  }
  if (verbose) for (const line of renderBesides(events, terminal.messageStyle)) terminal.message(redactKnown(line));
  if (!json) terminal.result(redactKnown(renderApplySummary(events, terminal.resultStyle)));
  const where = `What was sent is in ${journal.path}; rollcall history shows it.`;
  terminal.message(wrapLine(where, terminal.columns).join('\n'));
  if (signal.aborted) return EXIT.interrupted;
  return isAsPlanned(events) ? EXIT.done : EXIT.error;
}

function statusOf(settled: number, all: number, verify: boolean): string {
  return settled === all && verify ? 'Reading again what was written' : `Applying: ${settled} of ${all} changes`;
}

/** The first Ctrl-C or SIGTERM, which is told. */
export function interruptionTold(terminal: Terminal): ReturnType<typeof interruption> {
  return interruption(() =>
    terminal.message('Interrupted: no further change is started. Press Ctrl-C again to stop at once.'),
  );
}

function show(event: ApplyEvent, { json, among }: Execution, terminal: Terminal): void {
  const named = among === undefined ? event : { environment: among.environment, ...event };
  // Services may repeat what they were told in any value.
  if (json) terminal.result(redactKnown(JSON.stringify(named)));
  const line = json ? undefined : renderApplyEvent(event, terminal.messageStyle);
  if (line !== undefined) terminal.message(redactKnown(line));
}

function isAsPlanned(events: readonly ApplyEvent[]): boolean {
  const troubles: readonly ApplyEvent['event'][] = [
    'change-failed',
    'change-skipped',
    'not-kept',
    'lost',
    'twins',
    'not-read',
  ];
  return !events.some(({ event }) => troubles.includes(event));
}
