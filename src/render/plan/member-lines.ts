import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { Change } from '../../model/plan.ts';
import { HIDDEN } from '../hidden/hidden-value.ts';
import { visible } from '../text/visible-text.ts';

/** How a group's members change: who joins, who leaves, and how many stay. */
export interface MemberLines {
  readonly add: readonly MemberLine[];
  readonly remove: readonly MemberLine[];
  readonly unchanged: number;
}

/** One who joins or leaves. */
export interface MemberLine {
  /** Says of what is no user that it is none. */
  readonly name: string;
  /** What of the group's rule makes a member of whom; absent where somebody is listed. */
  readonly because?: string;
}

/** The member changes of a group by name; undefined where there are none. */
export function memberLines({ before, after }: Change): MemberLines | undefined {
  const members = (after ?? before)?.['members'];
  if (!isJsonObject(members)) return undefined;
  const [add, remove] = [linesOf(members['add']), linesOf(members['remove'])];
  if (add.length + remove.length === 0) return undefined;
  return { add, remove, unchanged: Number(members['unchanged'] ?? 0) };
}

/** How many members a group has that is deleted: they all lose it. */
export function membersTaken({ action, before }: Change): number {
  const members = before?.['members'];
  return action === 'delete' && isJsonObject(members) ? Number(members['unchanged'] ?? 0) : 0;
}

/** What a reader should know of a member that is no user. */
const REMARKS: ReadonlyMap<JsonValue, string> = new Map([
  ['Group', ' (group)'],
  ['unknown', ' (unknown id)'],
]);

function linesOf(list: JsonValue | undefined): readonly MemberLine[] {
  if (!isJsonArray(list)) return [];
  return list.flatMap((member) => {
    if (!isJsonObject(member)) return [];
    if (member['name'] === HIDDEN) return [{ name: HIDDEN }];
    const name = `${visible(String(member['name']))}${REMARKS.get(member['type'] ?? null) ?? ''}`;
    const { because } = member;
    return [typeof because === 'string' ? { name, because: visible(because) } : { name }];
  });
}
