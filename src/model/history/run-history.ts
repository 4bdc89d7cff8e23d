import type { ApplyEvent } from '../apply-event.ts';
import type { Finding } from '../finding.ts';
import type { Action } from '../plan.ts';
import type { ChangeEntry, JournalEntry, RunEntry } from './journal-entry.ts';

/** One past apply, as its journal tells it. */
export interface RunHistory extends Omit<RunEntry, 'entry' | 'changes'> {
  /** The name of its journal, by which it can be asked for. */
  readonly run: string;
  readonly planned: number;
  /** `killed` has no end: the process was ended from outside, or it runs still. */
  readonly end: 'done' | 'with failures' | 'interrupted' | 'killed';
  /** In the order in which they were begun. */
  readonly changes: readonly ChangeHistory[];
}

export interface ChangeHistory {
  readonly key: string;
  readonly action: Action | null;
  /** `unknown` has begun and no end. */
  readonly result: 'done' | 'not kept' | 'not proven' | 'failed' | 'skipped' | 'unknown';
  /** Requests that were sent, each attempt counted. */
  readonly requests: number;
  /** Why it is not done, or what was not kept. */
  readonly because: string | null;
  /** The ids by which the service's own logs know the requests. */
  readonly correlationIds: readonly string[];
  /** What was planned; absent in journals of earlier versions. */
  readonly planned?: Omit<ChangeEntry, 'entry' | 'key' | 'action'>;
}

/** Sums up a journal; undefined if it does not begin as one. */
export function runHistory(run: string, entries: readonly JournalEntry[]): RunHistory | undefined {
  const [first] = entries;
  if (first?.entry !== 'run') return undefined;
  const { entry: _entry, changes: planned, ...about } = first;
  const changes = new Map<string, ChangeHistory>();
  const asked = new Map<string, ChangeHistory['planned']>();
  for (const entry of entries) {
    if (entry.entry === 'change') {
      const { entry: _entry, key, action: _action, ...planned } = entry;
      asked.set(key, planned);
      continue;
    }
    const key = keyOf(entry);
    if (key !== undefined) changes.set(key, next(changes.get(key) ?? begun(key, asked.get(key)), entry));
  }
  const all = [...changes.values()];
  return { run, ...about, planned, end: endOf(entries, all), changes: all };
}

function begun(key: string, planned: ChangeHistory['planned']): ChangeHistory {
  const change = { key, action: null, result: 'unknown', requests: 0, because: null, correlationIds: [] } as const;
  return planned === undefined ? change : { ...change, planned };
}

function keyOf(entry: JournalEntry): string | undefined {
  if (entry.entry === 'run' || entry.entry === 'change') return undefined;
  if (entry.entry !== 'event') return entry.key;
  return 'key' in entry.event ? entry.event.key : undefined;
}

function next(change: ChangeHistory, entry: JournalEntry): ChangeHistory {
  switch (entry.entry) {
    case 'intent':
      return { ...change, requests: change.requests + 1 };
    case 'outcome':
      return entry.correlationId === undefined
        ? change
        : { ...change, correlationIds: [...change.correlationIds, entry.correlationId] };
    case 'event':
      return afterEvent(change, entry.event);
    default:
      return change;
  }
}

function afterEvent(change: ChangeHistory, event: ApplyEvent): ChangeHistory {
  switch (event.event) {
    case 'change-started':
      return { ...change, action: event.action };
    case 'change-done':
      return { ...change, action: event.action, result: 'done' };
    case 'change-failed': {
      const { summary } = event.failure;
      return { ...change, action: event.action, result: 'failed', because: summary };
    }
    case 'change-skipped':
      return { ...change, action: event.action, result: 'skipped', because: event.because };
    case 'not-kept':
      return { ...change, result: 'not kept', because: event.attributes.join(', ') };
    case 'lost':
      return { ...change, result: 'not proven', because: `lost besides: ${lostNames(event.findings)}` };
    case 'twins':
      return { ...change, result: 'not proven', because: `is there more than once: ${event.others.join(', ')}` };
    case 'not-read':
      return { ...change, result: 'not proven', because: event.failure.summary };
    default:
      return change;
  }
}

function lostNames(findings: readonly Finding[]): string {
  return [...new Set(findings.map(({ member, attribute = '' }) => member ?? attribute))].join(', ');
}

function endOf(entries: readonly JournalEntry[], changes: readonly ChangeHistory[]): RunHistory['end'] {
  const finished = entries.flatMap((entry) =>
    entry.entry === 'event' && entry.event.event === 'finished' ? [entry.event] : [],
  );
  const [end] = finished;
  if (end === undefined) return 'killed';
  // Journals of earlier versions know nothing of the proof.
  const { notProven = 0 } = end;
  if (end.failed + end.skipped + end.notKept + notProven === 0) return 'done';
  const isInterrupted = changes.some(({ result, because }) => result === 'skipped' && because === 'interrupted');
  return isInterrupted && end.failed + end.notKept + notProven === 0 ? 'interrupted' : 'with failures';
}
