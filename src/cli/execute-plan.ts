import { applyPlan } from '../apply/apply-plan.ts';
import type { ApplyEvent } from '../model/apply-event.ts';
import type { Plan } from '../model/plan.ts';
import { renderApplyEvent, renderApplySummary } from '../render/apply-events.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { interruption } from './interruption.ts';
import type { Service } from './service.ts';
import type { Terminal } from './terminal.ts';

export interface Execution {
  readonly concurrency: number;
  /** One event a line on standard output instead of the summary. */
  readonly json: boolean;
}

const ENDS: ReadonlySet<ApplyEvent['event']> = new Set(['change-done', 'change-failed', 'change-skipped']);

/** Applies a plan that was approved and shows how it goes. The first Ctrl-C stops it in good order. */
export async function executePlan(
  plan: Plan,
  service: Service,
  { concurrency, json }: Execution,
  terminal: Terminal,
): Promise<ExitCode> {
  const { signal, dispose } = interruption(() =>
    terminal.message('Interrupted: no further change is started. Press Ctrl-C again to stop at once.'),
  );
  const events: ApplyEvent[] = [];
  let settled = 0;
  const { client, profile, resolveSecret } = service;
  try {
    for await (const event of applyPlan(plan, { client, profile, concurrency, resolveSecret, verify: true, signal })) {
      events.push(event);
      if (ENDS.has(event.event)) settled += 1;
      show(event, json, terminal);
      terminal.status(`Applying: ${settled} of ${plan.changes.length} changes`);
    }
  } finally {
    dispose();
  }
  if (!json) terminal.result(renderApplySummary(events, terminal.resultStyle));
  if (signal.aborted) return EXIT.interrupted;
  return isAsPlanned(events) ? EXIT.done : EXIT.error;
}

function show(event: ApplyEvent, json: boolean, terminal: Terminal): void {
  if (json) terminal.result(JSON.stringify(event));
  const line = json ? undefined : renderApplyEvent(event, terminal.messageStyle);
  if (line !== undefined) terminal.message(line);
}

function isAsPlanned(events: readonly ApplyEvent[]): boolean {
  const troubles: readonly ApplyEvent['event'][] = ['change-failed', 'change-skipped', 'not-kept'];
  return !events.some(({ event }) => troubles.includes(event));
}
