import type { Change, Plan } from '../../model/plan.ts';
import { changeName } from './change-name.ts';
import { memberLines, membersTaken } from './member-lines.ts';

/** A group whose members change. */
export interface TouchedGroup {
  readonly change: Change;
  readonly name: string;
  readonly joins: number;
  readonly leaves: number;
  /** True where whoever joins is in a group of `guards.sensitive`. */
  readonly isSensitive: boolean;
}

/** The groups whose members change: the sensitive first, then those that lose most. */
export function touchedGroups({ changes }: Plan): readonly TouchedGroup[] {
  const groups = changes.flatMap((change): readonly TouchedGroup[] => {
    const members = memberLines(change);
    const taken = membersTaken(change);
    if (members === undefined && taken === 0) return [];
    const isSensitive = change.sensitive?.some(({ by }) => by === 'group') === true;
    const [joins, leaves] = [members?.add.length ?? 0, members?.remove.length ?? taken];
    return [{ change, name: changeName(change), joins, leaves, isSensitive }];
  });
  return groups.sort(
    (a, b) =>
      Number(b.isSensitive) - Number(a.isSensitive) ||
      b.leaves - a.leaves ||
      b.joins - a.joins ||
      (a.name < b.name ? -1 : 1),
  );
}

/** `+2 −1` */
export function balance({ joins, leaves }: TouchedGroup): string {
  return `+${joins} −${leaves}`;
}
