import { DECLARABLE_ATTRIBUTES } from '../../model/attribute-table.ts';
import type { DeclaredGroup, DeclaredResource, DeclaredUser } from '../../model/configuration.ts';
import { stringAt } from '../../model/json.ts';
import { NAME_ATTRIBUTE, type ResourceType, resourceKey, SINGULAR } from '../../model/resource.ts';
import type { Pointer } from '../../model/span.ts';
import { checkIdentifiers } from '../check/check-identifiers.ts';
import * as problems from '../problems/problems.ts';
import { type Defaults, isWrittenPresent, withDefaults, writtenWithDefaults } from '../project/defaults.ts';
import { found } from '../values/found.ts';
import { type FileScope, readIdentifier, scalarAt } from '../values/read-text.ts';
import { lineAt } from '../yaml/source-file.ts';
import { childOf, type TreeMap } from '../yaml/tree.ts';
import { EntryPointer } from './declared-pointers.ts';
import { readAttributes } from './read-attributes.ts';
import { readExpires } from './read-expires.ts';
import { readIgnored } from './read-ignored.ts';
import { readMembers } from './read-member-entries.ts';
import { writtenNumbers } from './written-numbers.ts';

/** What one file declares. */
export interface FileResources {
  readonly users: readonly DeclaredUser[];
  readonly groups: readonly DeclaredGroup[];
}

/** Reads `users` and `groups` of a file whose attribute names are in schema spelling. */
export function readResources(root: TreeMap, defaults: Defaults, scope: FileScope): FileResources {
  return {
    users: entriesOf(root, 'users', (map, index) => readUser(map, index, defaults, scope)),
    groups: entriesOf(root, 'groups', (map, index) => readGroup(map, index, defaults, scope)),
  };
}

function entriesOf<T>(
  root: TreeMap,
  section: 'users' | 'groups',
  read: (map: TreeMap, index: number) => T | undefined,
): readonly T[] {
  const list = childOf(root, section);
  if (list?.kind !== 'list') return [];
  return found(list.items.map((item, index) => (item.kind === 'map' ? read(item, index) : undefined)));
}

function readUser(map: TreeMap, index: number, defaults: Defaults, scope: FileScope): DeclaredUser | undefined {
  const base = readEntry('User', map, new EntryPointer(scope.file.path, 'users', index), defaults, scope);
  const expires = readExpires(map, scope);
  if (base === undefined) return undefined;
  const createInactive = base.state === 'present' && (defaults.createInactive || isWrittenPresent(map));
  if (expires === undefined && !createInactive) return base;
  return { ...base, ...(expires === undefined ? {} : { expires }), ...(createInactive ? { createInactive } : {}) };
}

function readGroup(map: TreeMap, index: number, defaults: Defaults, scope: FileScope): DeclaredGroup | undefined {
  const base = readEntry('Group', map, new EntryPointer(scope.file.path, 'groups', index), defaults, scope);
  if (base === undefined) return undefined;
  const members = readMembers(map, index, scope);
  return members === undefined ? base : { ...base, members };
}

type DeclaredBase<Type> = Omit<DeclaredResource, 'type' | 'members' | 'expires' | 'createInactive'> & {
  readonly type: Type;
};

function readEntry<Type extends ResourceType>(
  type: Type,
  map: TreeMap,
  pointer: Pointer,
  defaults: Defaults,
  scope: FileScope,
): DeclaredBase<Type> | undefined {
  const declared = readAttributes(map, DECLARABLE_ATTRIBUTES[type], scope);
  checkIdentifiers(type, map, scope);
  const own = writtenNumbers(map, DECLARABLE_ATTRIBUTES[type]);
  const written = writtenWithDefaults(own, declared, defaults.written?.[type]);
  const state = stateOf(map);
  const id = readIdentifier(childOf(map, '$id'), scope);
  const name =
    stringAt(declared, NAME_ATTRIBUTE[type]) ??
    (state === 'absent' ? (stringAt(declared, 'externalId') ?? id) : undefined);
  if (state === 'absent') checkAbsent(type, map, scope);
  if (name === undefined) return undefined;
  const entry = {
    type,
    key: resourceKey(type, name),
    name,
    previously: readPreviously(map, scope),
    state,
    attributes: state === 'absent' ? declared : withDefaults(declared, defaults[type]),
    ignore: readIgnored(type, map, scope),
    source: { file: scope.file.path, line: lineAt(scope.file, map.start) },
    pointer,
  };
  const isProtected = scalarAt(map, '$protect')?.value === true;
  if (id === undefined && written === undefined && !isProtected) return entry;
  return {
    ...entry,
    ...(id === undefined ? {} : { id }),
    ...(written === undefined ? {} : { written }),
    ...(isProtected ? { protect: true } : {}),
  };
}

function stateOf(map: TreeMap): 'present' | 'absent' {
  const state = childOf(map, '$state');
  return state?.kind === 'scalar' && state.text === 'absent' ? 'absent' : 'present';
}

/** An absent entry carries nothing but its keys: anything more would be a wish that nobody fulfils. */
function checkAbsent(type: ResourceType, map: TreeMap, scope: FileScope): void {
  const keys: ReadonlySet<string> = new Set(['$id', '$state', 'externalId', NAME_ATTRIBUTE[type]]);
  for (const [name, { key, keyPlace }] of map.entries) {
    if (!keys.has(name)) scope.report(problems.absentWithMore(key), keyPlace);
  }
  if (![...keys].some((key) => key !== '$state' && map.entries.has(key))) {
    scope.report(problems.missingName(NAME_ATTRIBUTE[type], SINGULAR[type]), map);
  }
}

/** One for all, since nearly no entry had another name. */
const NONE: readonly string[] = [];

/** `$previously` takes one name or a list of them. */
function readPreviously(map: TreeMap, scope: FileScope): readonly string[] {
  const tree = childOf(map, '$previously');
  if (tree === undefined) return NONE;
  const items = tree.kind === 'list' ? tree.items : [tree];
  return items.flatMap((item) => readIdentifier(item, scope) ?? []);
}
