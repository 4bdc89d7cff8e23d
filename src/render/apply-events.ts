import type { ApplyEvent } from '../model/apply-event.ts';
import type { Action } from '../model/plan.ts';
import type { Style } from './text/style.ts';
import { visible } from './text/visible-text.ts';

const DONE = {
  create: 'created',
  update: 'updated',
  reactivate: 'reactivated',
  deactivate: 'deactivated',
  delete: 'deleted',
} as const satisfies Record<Action, string>;

/** One event as a line for people; undefined for those that tell only programs something. */
export function renderApplyEvent(event: ApplyEvent, style: Style): string | undefined {
  switch (event.event) {
    case 'change-done':
      return `${style.green('✓')} ${visible(event.key)}: ${DONE[event.action]}`;
    case 'change-failed':
      return `${style.red('✗')} ${visible(event.key)}: not ${DONE[event.action]}: ${visible(event.failure.summary)}`;
    case 'change-skipped':
      return `${style.yellow('-')} ${visible(event.key)}: not ${DONE[event.action]}: ${visible(event.because)}`;
    case 'not-kept':
      return `${style.yellow('!')} ${visible(event.key)}: the service did not keep ${visible(event.attributes.join(', '))}`;
    case 'started':
    case 'change-started':
    case 'finished':
      return undefined;
    default:
      return event satisfies never;
  }
}

/** What an apply came to: each change that is not as planned with its reason, then a line of numbers. */
export function renderApplySummary(events: readonly ApplyEvent[], style: Style): string {
  const troubles = events.flatMap((event) => {
    if (event.event === 'change-done') return [];
    const line = renderApplyEvent(event, style);
    const detail = event.event === 'change-failed' ? event.failure.detail : undefined;
    return line === undefined ? [] : [line, ...(detail === undefined ? [] : [`    ${style.dim(visible(detail))}`])];
  });
  return [...troubles, ...(troubles.length === 0 ? [] : ['']), style.bold(totals(events))].join('\n');
}

function totals(events: readonly ApplyEvent[]): string {
  const done = events.flatMap((event) => (event.event === 'change-done' ? [event.action] : []));
  const by = (action: Action) => done.filter((other) => other === action).length;
  const always = [`${by('create')} created`, `${by('update')} updated`];
  const reactivated = by('reactivate') === 0 ? [] : [`${by('reactivate')} reactivated`];
  const removed = [`${by('deactivate')} deactivated`, `${by('delete')} deleted`];
  return `Applied: ${[...always, ...reactivated, ...removed, ...troubleTotals(events)].join(', ')}.`;
}

function troubleTotals(events: readonly ApplyEvent[]): readonly string[] {
  const finished = events.find((event) => event.event === 'finished');
  if (finished === undefined) return [];
  const counts = [
    { count: finished.failed, what: 'failed' },
    { count: finished.skipped, what: 'skipped' },
    { count: finished.notKept, what: 'not kept' },
  ];
  return counts.filter(({ count }) => count > 0).map(({ count, what }) => `${count} ${what}`);
}
