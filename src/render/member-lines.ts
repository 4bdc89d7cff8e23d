import { isJsonArray, isJsonObject, type JsonValue } from '../model/json.ts';
import type { Change } from '../model/plan.ts';
import { printable } from './printable.ts';

/** How a group's members change: who joins, who leaves, and how many stay. */
export interface MemberLines {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly unchanged: number;
}

/** The member changes of a group by name; undefined where there are none. */
export function memberLines({ before, after }: Change): MemberLines | undefined {
  const members = (after ?? before)?.['members'];
  if (!isJsonObject(members)) return undefined;
  const [add, remove] = [namesIn(members['add']), namesIn(members['remove'])];
  if (add.length + remove.length === 0) return undefined;
  return { add, remove, unchanged: Number(members['unchanged'] ?? 0) };
}

function namesIn(list: JsonValue | undefined): readonly string[] {
  if (!isJsonArray(list)) return [];
  return list.flatMap((member) => {
    if (!isJsonObject(member)) return [];
    const name = printable(String(member['name']));
    return [member['type'] === 'Group' ? `${name} (group)` : name];
  });
}
