import type { PossibleDuplicate, Refusal } from '../../model/guards.ts';
import type { Plan } from '../../model/plan.ts';
import { hiddenChange } from './hidden-change.ts';
import { shownDiagnostics } from './hidden-diagnostic.ts';
import { FOREIGN_NAME, foreignKey, HIDDEN, type ShownValues } from './hidden-value.ts';

/** Keys as they may be shown. */
export type ShownKey = (key: string) => string;

/**
 * A plan as it may be shown. Without values it holds none: neither of attributes, nor of members, variables, requests or
 * diagnostics; and it names nobody but whom the files name. What is left cannot be applied.
 */
export function shownPlan<P extends Plan>(plan: P, values: ShownValues): P {
  if (values === 'all') return plan;
  const keyOf = shownKeys(plan, values);
  return {
    ...plan,
    variables: Object.fromEntries(Object.keys(plan.variables).map((name) => [name, HIDDEN])),
    changes: plan.changes.map((change) => hiddenChange(change, keyOf)),
    undeclared: plan.undeclared.map(({ key, type, source }) => ({
      key: foreignKey(key),
      type,
      name: FOREIGN_NAME[type],
      id: HIDDEN,
      source,
    })),
    guards: {
      ...plan.guards,
      protections: plan.guards.protections.map((protection) => ({ ...protection, key: keyOf(protection.key) })),
      duplicates: plan.guards.duplicates.map(hiddenDuplicate),
    },
    refusals: plan.refusals.map((refusal) => hiddenRefusal(refusal, keyOf)),
    diagnostics: shownDiagnostics(plan.diagnostics, values),
    ...('checksum' in plan ? { checksum: HIDDEN } : {}),
  };
}

/** How the keys of a plan may be shown: without values those that no entry declares are nobody's. */
export function shownKeys({ changes, undeclared }: Plan, values: ShownValues): ShownKey {
  if (values === 'all') return (key) => key;
  const foreign = new Set([
    ...changes.filter((change) => change.undeclared === true).map(({ key }) => key),
    ...undeclared.map(({ key }) => key),
  ]);
  return (key) => (foreign.has(key) ? foreignKey(key) : key);
}

function hiddenRefusal(refusal: Refusal, keyOf: ShownKey): Refusal {
  switch (refusal.guard) {
    case 'maxRemovals':
    case 'maxChanges':
    case 'maxMemberRemovals':
      return { ...refusal, excesses: refusal.excesses.map((excess) => ({ ...excess, of: keyOf(excess.of) })) };
    case 'irreversible':
      return { ...refusal, keys: refusal.keys.map(keyOf) };
    case 'duplicates':
      return { ...refusal, duplicates: refusal.duplicates.map(hiddenDuplicate) };
    case 'nothingDeclared':
      return refusal;
    case 'protected':
      return { ...refusal, key: keyOf(refusal.key) };
    default:
      return refusal satisfies never;
  }
}

/** The entry is named; the other one only where another entry declares it. */
function hiddenDuplicate({ other, write, ...duplicate }: PossibleDuplicate): PossibleDuplicate {
  const { name, source } = other;
  const type = duplicate.key.startsWith('group:') ? 'Group' : 'User';
  return {
    ...duplicate,
    other: source === undefined ? { name: FOREIGN_NAME[type] } : { name, source },
    ...(write === undefined ? {} : { write: { ...write, value: HIDDEN } }),
  };
}
