import type { ApplyEvent } from '../model/apply-event.ts';
import { counted } from '../model/counted.ts';
import type { Action } from '../model/plan.ts';
import { findingsText } from './finding-text.ts';
import { HIDDEN } from './hidden/hidden-value.ts';
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
      return `${style.green('✓')} ${visible(event.key)}: ${DONE[event.action]}${noteOf(event.note)}`;
    case 'change-failed':
      return `${style.red('✗')} ${visible(event.key)}: not ${DONE[event.action]}: ${visible(event.failure.summary)}`;
    case 'change-skipped':
      return `${style.yellow('-')} ${visible(event.key)}: not ${DONE[event.action]}: ${visible(event.because)}`;
    case 'not-kept':
      return `${style.yellow('!')} ${visible(event.key)}: the service did not keep ${keptText(event)}`;
    case 'lost':
      return `${style.red('!')} ${visible(event.key)}: ${besidesText(event)}: ${findingsText(event.findings)}`;
    case 'twins':
      return `${style.red('!')} ${visible(event.key)}: is there more than once${twinsText(event)}`;
    case 'not-read':
      return `${style.red('!')} ${visible(event.key)}: ${visible(event.failure.summary)}`;
    case 'second-spelling':
      return `${style.yellow('!')} The service took only the second spelling: write ${event.settings.map((setting) => `service.dialect.${setting}`).join(' and ')}, and no request is refused first`;
    case 'besides':
    case 'started':
    case 'change-started':
    case 'read-again':
    case 'finished':
      return undefined;
    default:
      return event satisfies never;
  }
}

/** What the service did of itself, resource by resource, for `--verbose`. */
export function renderBesides(events: readonly ApplyEvent[], style: Style): readonly string[] {
  return events.flatMap((event) =>
    event.event === 'besides' ? [style.dim(`  ${visible(event.key)}: ${findingsText(event.findings)}`)] : [],
  );
}

/** What an apply came to: each change that is not as planned with its reason, then a line of numbers. */
export function renderApplySummary(events: readonly ApplyEvent[], style: Style): string {
  const troubles = events.flatMap((event) => {
    if (event.event === 'change-done') return [];
    const line = renderApplyEvent(event, style);
    const detail = 'failure' in event ? event.failure.detail : 'hint' in event ? event.hint : undefined;
    return line === undefined ? [] : [line, ...(detail === undefined ? [] : [`    ${style.dim(visible(detail))}`])];
  });
  const proof = proofLines(events).map((line) => style.dim(line));
  return [...troubles, ...(troubles.length === 0 ? [] : ['']), ...proof, style.bold(totals(events))].join('\n');
}

function twinsText({ id, others }: Extract<ApplyEvent, { event: 'twins' }>): string {
  return id === HIDDEN ? '' : `: ${visible([id, ...others].join(', '))}`;
}

function noteOf(note: string | undefined): string {
  return note === undefined ? '' : ` (${visible(note)})`;
}

function keptText({ attributes, findings }: Extract<ApplyEvent, { event: 'not-kept' }>): string {
  const [only] = findings;
  if (attributes.length === 0 && only !== undefined) return `the change: ${findingsText(findings)}`;
  return `${visible(attributes.join(', '))}: ${findingsText(findings)}`;
}

/** One word for what is gone, another for what is another. */
function besidesText({ findings }: Extract<ApplyEvent, { event: 'lost' }>): string {
  return findings.some(({ kind }) => kind === 'gone') ? 'lost besides' : 'changed besides';
}

/** What whoever relies on the proof should know of it. */
function proofLines(events: readonly ApplyEvent[]): readonly string[] {
  const read = events.find((event) => event.event === 'read-again');
  if (read === undefined) return [];
  const findings = events.flatMap((event) => (event.event === 'besides' ? event.findings : []));
  const count = (...kinds: readonly string[]) => findings.filter(({ kind }) => kinds.includes(kind)).length;
  const [derived, came, taken] = [count('derived'), count('came'), count('taken')];
  const parts = [
    ...(derived > 0 ? [`${counted(derived, 'other value')} became another`] : []),
    ...(came > 0 ? [`${counted(came, 'value')} came`] : []),
    ...(taken > 0 ? [`${counted(taken, 'value')} went with a deactivation`] : []),
  ];
  const how = read.baseline === 'whole resources' ? '' : ', managed attributes only';
  const sampled = read.sampled ? ', members sampled' : '';
  if (parts.length === 0 && how === '' && sampled === '') return [];
  const besides = parts.length === 0 ? '' : `; of itself the service changed more: ${parts.join(', ')}`;
  return [`Read again: ${counted(read.resources, 'resource')}${how}${sampled}${besides}.`];
}

function totals(events: readonly ApplyEvent[]): string {
  const done = events.flatMap((event) => (event.event === 'change-done' ? [event.action] : []));
  const by = (action: Action) => done.filter((other) => other === action).length;
  const always = [`${by('create')} created`, `${by('update')} updated`];
  const reactivated = by('reactivate') === 0 ? [] : [`${by('reactivate')} reactivated`];
  const removed = [`${by('deactivate')} deactivated`, `${by('delete')} deleted`];
  return `${headOf(events)}: ${[...always, ...reactivated, ...removed, ...troubleTotals(events)].join(', ')}.`;
}

/** "Applied" is said of what was shown to be so, and of nothing else. */
function headOf(events: readonly ApplyEvent[]): string {
  const finished = events.find((event) => event.event === 'finished');
  if (finished?.verified === false) return 'Sent, not verified';
  return finished !== undefined && finished.notKept + finished.notProven > 0 ? 'Sent, not proven' : 'Applied';
}

function troubleTotals(events: readonly ApplyEvent[]): readonly string[] {
  const finished = events.find((event) => event.event === 'finished');
  if (finished === undefined) return [];
  const counts = [
    { count: finished.failed, what: 'failed' },
    { count: finished.skipped, what: 'skipped' },
    { count: finished.notKept, what: 'not kept' },
    { count: finished.notProven, what: 'not proven' },
  ];
  return counts.filter(({ count }) => count > 0).map(({ count, what }) => `${count} ${what}`);
}
