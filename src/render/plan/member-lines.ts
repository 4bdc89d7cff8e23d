import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { Change } from '../../model/plan.ts';
import { visible } from '../text/visible-text.ts';

/** How a group's members change: who joins, who leaves, and how many stay. */
export interface MemberLines {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly unchanged: number;
  /** What of the group's rule makes members of whom. */
  readonly reasons: readonly MemberReason[];
}

/** Members who join for one reason. */
export interface MemberReason {
  readonly because: string;
  readonly names: readonly string[];
}

/** The member changes of a group by name; undefined where there are none. */
export function memberLines({ before, after }: Change): MemberLines | undefined {
  const members = (after ?? before)?.['members'];
  if (!isJsonObject(members)) return undefined;
  const [add, remove] = [namesIn(members['add']), namesIn(members['remove'])];
  if (add.length + remove.length === 0) return undefined;
  return { add, remove, unchanged: Number(members['unchanged'] ?? 0), reasons: reasonsIn(members['add']) };
}

function reasonsIn(list: JsonValue | undefined): readonly MemberReason[] {
  const names = new Map<string, string[]>();
  for (const member of isJsonArray(list) ? list : []) {
    const because = isJsonObject(member) ? member['because'] : undefined;
    if (!isJsonObject(member) || typeof because !== 'string') continue;
    const known = names.get(because);
    const name = visible(String(member['name']));
    if (known === undefined) names.set(because, [name]);
    else known.push(name);
  }
  return [...names].map(([because, of]) => ({ because: visible(because), names: of }));
}

/** What a reader should know of a member that is no user. */
const REMARKS: ReadonlyMap<JsonValue, string> = new Map([
  ['Group', ' (group)'],
  ['unknown', ' (unknown id)'],
]);

function namesIn(list: JsonValue | undefined): readonly string[] {
  if (!isJsonArray(list)) return [];
  return list.flatMap((member) => {
    if (!isJsonObject(member)) return [];
    const name = visible(String(member['name']));
    return [`${name}${REMARKS.get(member['type'] ?? null) ?? ''}`];
  });
}
