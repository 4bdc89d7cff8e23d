import type { ChangeHistory, RunHistory } from '../../model/history/run-history.ts';
import { hiddenEdits } from './hidden-change.ts';
import { hiddenReason } from './hidden-event.ts';
import { foreignKey, HIDDEN, type ShownValues } from './hidden-value.ts';

/** A past apply as it may be shown: without values it names nobody but whom an entry declared, and gives no reasons. */
export function shownHistory(history: RunHistory, values: ShownValues): RunHistory {
  return values === 'all' ? history : { ...history, changes: history.changes.map(hiddenChangeHistory) };
}

/** Journals of earlier versions do not tell who was declared. */
function hiddenChangeHistory({ planned, because, ...change }: ChangeHistory): ChangeHistory {
  const isDeclared = planned !== undefined && planned.undeclared !== true;
  return {
    ...change,
    key: isDeclared ? change.key : foreignKey(change.key),
    because: because === null || change.result !== 'skipped' ? null : hiddenReason(because),
    correlationIds: [],
    ...(planned === undefined
      ? {}
      : {
          planned: {
            ...planned,
            edits: hiddenEdits(planned.edits),
            joining: planned.joining.map(() => HIDDEN),
            leaving: planned.leaving.map(() => HIDDEN),
          },
        }),
  };
}
