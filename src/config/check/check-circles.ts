import type { DeclaredGroup } from '../../model/configuration.ts';
import { foldCase } from '../../model/resource.ts';
import type { Pointer } from '../../model/span.ts';
import * as problems from '../problems/problems.ts';
import type { ProjectScope } from './check-names.ts';

/** A group that another one names as a member, and where. */
interface Nesting {
  readonly member: string;
  readonly pointer: Pointer;
}

/** Warns of groups that contain each other, once for each circle, where its first group names the next. */
export function checkCircles(groups: readonly DeclaredGroup[], scope: ProjectScope): void {
  const nested = new Map(groups.map((group) => [foldCase(group.name), nestingsOf(group)]));
  const names = new Map(groups.map(({ name }) => [foldCase(name), name]));
  const settled = new Set<string>();
  for (const start of nested.keys()) {
    const circle = circleFrom(start, nested, settled);
    const [first] = circle;
    if (first === undefined) continue;
    const path = circle.map(({ member }) => names.get(member) ?? member);
    scope.report(problems.groupCircle([path.at(-1) ?? '', ...path]), scope.locate(first.pointer));
  }
}

function nestingsOf({ name, members }: DeclaredGroup): readonly Nesting[] {
  return (members?.entries ?? []).flatMap(({ target, state, pointer: { file, path } }) => {
    if (target.by !== 'group' || state === 'absent' || foldCase(target.name) === foldCase(name)) return [];
    return [{ member: foldCase(target.name), pointer: { file, path: [...path, 'group'] } }];
  });
}

/** Walks down without recursion, as groups may be nested deeper than a stack; what was walked once has no new circle. */
function circleFrom(
  start: string,
  nested: ReadonlyMap<string, readonly Nesting[]>,
  settled: Set<string>,
): readonly Nesting[] {
  const walk: { readonly name: string; readonly by: Nesting | undefined; next: number }[] = [];
  if (!settled.has(start)) walk.push({ name: start, by: undefined, next: 0 });
  for (let top = walk.at(-1); top !== undefined; top = walk.at(-1)) {
    const nesting = nested.get(top.name)?.[top.next++];
    if (nesting === undefined) {
      settled.add(top.name);
      walk.pop();
      continue;
    }
    const at = walk.findIndex(({ name }) => name === nesting.member);
    if (at !== -1) {
      for (const { name } of walk) settled.add(name);
      return [...walk.slice(at + 1).flatMap(({ by }) => by ?? []), nesting];
    }
    if (!settled.has(nesting.member)) walk.push({ name: nesting.member, by: nesting, next: 0 });
  }
  return [];
}
