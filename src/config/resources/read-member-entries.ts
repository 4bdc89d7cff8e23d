import type { DeclaredMember, DeclaredMembers, MemberTarget } from '../../model/configuration.ts';
import { foldCase } from '../../model/resource.ts';
import type { Pointer } from '../../model/span.ts';
import * as problems from '../problems/problems.ts';
import { found } from '../values/found.ts';
import { type FileScope, readIdentifier, scalarAt } from '../values/read-text.ts';
import { placeName } from '../yaml/source-file.ts';
import { childOf, placeOf, type Tree, type TreeMap } from '../yaml/tree.ts';
import { MemberPointer } from './declared-pointers.ts';
import { readExpires } from './read-expires.ts';
import { readFilter } from './read-filter.ts';

/** Reads `members`, `$memberRule` and `$members` of a group; undefined where the group says nothing of its members. */
export function readMembers(group: TreeMap, index: number, scope: FileScope): DeclaredMembers | undefined {
  const tree = childOf(group, 'members');
  const ruled = group.entries.has('$memberRule');
  const mode = group.entries.get('$members');
  if (tree === undefined && !ruled) {
    if (mode !== undefined) scope.report(problems.modeWithoutMembers(), mode.keyPlace);
    return undefined;
  }
  const items = tree?.kind === 'list' ? tree.items : [];
  const entries = items.map((item, at) => readMember(item, new MemberPointer(scope.file.path, index, at), scope));
  reportRepeated(entries, items, scope);
  const additive = mode?.value.kind === 'scalar' && mode.value.text === 'additive';
  const rule = readRule(group, scope);
  return { mode: additive ? 'additive' : 'exact', entries: found(entries), ...(rule === undefined ? {} : { rule }) };
}

function readRule(group: TreeMap, scope: FileScope): string | undefined {
  const written = scalarAt(group, '$memberRule');
  return written && readFilter(written, 'User', 'planned', scope);
}

function readMember(item: Tree, pointer: Pointer, scope: FileScope): DeclaredMember | undefined {
  const target = item.kind === 'map' ? namedTarget(item, scope) : userTarget(item, scope);
  if (target === undefined) return undefined;
  const state = childOf(item, '$state');
  const absent = state?.kind === 'scalar' && state.text === 'absent';
  const expires = item.kind === 'map' ? readExpires(item, scope) : undefined;
  const written = item.kind === 'map' ? item.entries.get('$expires') : undefined;
  if (absent && written !== undefined) scope.report(problems.absentWithMore('$expires'), written.keyPlace);
  const member = { target, state: absent ? 'absent' : 'present', pointer } as const;
  return expires === undefined ? member : { ...member, expires };
}

function userTarget(item: Tree, scope: FileScope): MemberTarget | undefined {
  const name = readIdentifier(item, scope);
  return name === undefined ? undefined : { by: 'user', name };
}

const TARGET_KEYS = ['user', 'group', '$id'] as const;
/** Any other key is reported as unknown, which says enough. */
const MEMBER_KEYS: ReadonlySet<string> = new Set([...TARGET_KEYS, '$state', '$expires']);

function namedTarget(item: TreeMap, scope: FileScope): MemberTarget | undefined {
  const named = TARGET_KEYS.filter((key) => item.entries.has(key));
  const [key] = named;
  if (key === undefined || named.length > 1) {
    const misspelt = [...item.entries.keys()].some((other) => !MEMBER_KEYS.has(other));
    if (!misspelt) scope.report(problems.memberForm(), placeOf(item, scope.file));
    return undefined;
  }
  const name = readIdentifier(childOf(item, key), scope);
  if (name === undefined) return undefined;
  return key === '$id' ? { by: 'id', id: name } : { by: key, name };
}

function reportRepeated(
  members: readonly (DeclaredMember | undefined)[],
  items: readonly Tree[],
  scope: FileScope,
): void {
  const seen = { user: new Map<string, Tree>(), group: new Map<string, Tree>(), id: new Map<string, Tree>() };
  for (const [index, item] of items.entries()) {
    const target = members[index]?.target;
    if (target === undefined) continue;
    const known = seen[target.by];
    const identity = target.by === 'id' ? target.id : foldCase(target.name);
    const first = known.get(identity);
    if (first === undefined) known.set(identity, item);
    else scope.report(problems.memberTwice(placeName(scope.file, first)), placeOf(item, scope.file));
  }
}
