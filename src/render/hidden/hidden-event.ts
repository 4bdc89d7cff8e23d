import type { ApplyEvent, Failure } from '../../model/apply-event.ts';
import type { Finding } from '../../model/finding.ts';
import { HIDDEN, withoutSelectors } from './hidden-value.ts';

const FAILURE: Failure = {
  summary: 'the reason may hold values',
  detail: 'rollcall history tells it where the journal is; --values all shows it here.',
};

/**
 * What apply tells, without a value: what happened to whom, which attributes were not kept or lost, and no reason that
 * anything gave, since services quote what they were sent.
 * @param keyOf the key as it may be shown
 */
export function hiddenEvent(event: ApplyEvent, keyOf: (key: string) => string): ApplyEvent {
  const shown = 'key' in event ? { ...event, key: keyOf(event.key) } : event;
  switch (shown.event) {
    case 'started':
    case 'change-started':
    case 'second-spelling':
    case 'read-again':
    case 'finished':
      return shown;
    case 'change-done': {
      const { note, ...done } = shown;
      return { ...done, id: null, ...(note === undefined ? {} : { note: 'not as usual' }) };
    }
    case 'change-failed':
    case 'not-read':
      return { ...shown, failure: FAILURE };
    case 'change-skipped':
      return { ...shown, because: hiddenReason(shown.because) };
    case 'not-kept': {
      const { hint: _hint, ...kept } = shown;
      const attributes = [...new Set(kept.attributes.map(withoutSelectors))];
      return { ...kept, attributes, findings: kept.findings.map(hiddenFinding) };
    }
    case 'lost':
    case 'besides':
      return { ...shown, findings: shown.findings.map(hiddenFinding) };
    case 'twins':
      return { ...shown, id: HIDDEN, others: shown.others.map(() => HIDDEN) };
    default:
      return shown satisfies never;
  }
}

/** Why a change was not begun, which names others. */
export function hiddenReason(because: string): string {
  return because === 'interrupted' ? because : 'something else failed';
}

function hiddenFinding({ kind, attribute, member, found, sinceWrite }: Finding): Finding {
  return {
    kind,
    ...(attribute === undefined ? {} : { attribute: withoutSelectors(attribute) }),
    ...(member === undefined ? {} : { member: HIDDEN }),
    ...(kind === 'present' && found === 'inactive' ? { found } : {}),
    ...(sinceWrite === undefined ? {} : { sinceWrite }),
  };
}
