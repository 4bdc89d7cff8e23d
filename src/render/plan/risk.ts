import type { Change, Edit } from '../../model/plan.ts';
import { NAME_ATTRIBUTE } from '../../model/resource.ts';
import { memberLines } from './member-lines.ts';

/** How much a change may hurt, the worst first: the order of all views. */
export const RISKS = ['removal', 'sensitive', 'membership', 'identity', 'creation', 'other'] as const;

export type Risk = (typeof RISKS)[number];

/** What the changes of each risk are called where they stand together. */
export const RISK_TITLES: Readonly<Record<Risk, string>> = {
  removal: 'Removals',
  sensitive: 'Sensitive changes',
  membership: 'Members',
  identity: 'Who signs in as whom',
  creation: 'Creations',
  other: 'Other changes',
};

/** The worst that a change does. */
export function riskOf(change: Change): Risk {
  const { action, edits, sensitive } = change;
  if (action === 'delete' || action === 'deactivate') return 'removal';
  if (sensitive !== undefined) return 'sensitive';
  if (action === 'create') return 'creation';
  if (memberLines(change) !== undefined) return 'membership';
  const isIdentity = action === 'reactivate' || edits.some((edit) => concernsIdentity(edit, change));
  return isIdentity ? 'identity' : 'other';
}

/** Names, e-mail addresses and externalIds decide who may sign in as whom. */
function concernsIdentity({ label }: Edit, { resource }: Change): boolean {
  return /^(?:externalId|emails)(?=\W|$)/.test(label) || label === NAME_ATTRIBUTE[resource.type];
}

/** The changes as reviewers see them: the riskiest first, and among equals in the order of the files. */
export function byRisk(changes: readonly Change[]): readonly Change[] {
  const ranked = changes.map((change, index) => ({ change, index, rank: RISKS.indexOf(riskOf(change)) }));
  return ranked
    .sort((a, b) => a.rank - b.rank || byPlace(a.change, b.change) || a.index - b.index)
    .map(({ change }) => change);
}

/** What no entry declares stands last, by its key. */
function byPlace(a: Change, b: Change): number {
  if (isUndeclared(a) || isUndeclared(b)) {
    return Number(isUndeclared(a)) - Number(isUndeclared(b)) || (a.key < b.key ? -1 : Number(a.key > b.key));
  }
  const [first, second] = [a.source, b.source];
  if (first === null || second === null) return Number(first === null) - Number(second === null);
  if (first.file !== second.file) return first.file < second.file ? -1 : 1;
  return first.line - second.line;
}

function isUndeclared({ undeclared }: Change): boolean {
  return undeclared === true;
}
