import type { Configuration, Ownership } from '../../model/configuration.ts';
import type { ResourceType } from '../../model/resource.ts';
import type { Pointer } from '../../model/span.ts';
import * as problems from '../problems/problems.ts';
import { readFilter } from '../resources/read-filter.ts';
import { type FileScope, scalarAt } from '../values/read-text.ts';
import { childOf, entryPlace, type TreeMap } from '../yaml/tree.ts';

const SECTIONS = { users: 'User', groups: 'Group' } as const satisfies Readonly<Record<string, ResourceType>>;

type Section = keyof typeof SECTIONS;

/** Finds where a path stands in the file, in the environment or outside of it. */
export type PointerTo = (...path: readonly string[]) => Pointer;

/** Reads `ownership`; a section without a scope owns nothing. */
export function readOwnership(project: TreeMap, pointerTo: PointerTo, scope: FileScope): Configuration['ownership'] {
  const users = readSection(project, 'users', pointerTo, scope);
  const groups = readSection(project, 'groups', pointerTo, scope);
  return { ...(users === undefined ? {} : { User: users }), ...(groups === undefined ? {} : { Group: groups }) };
}

function readSection(
  project: TreeMap,
  section: Section,
  pointerTo: PointerTo,
  scope: FileScope,
): Ownership | undefined {
  const ownership = childOf(project, 'ownership');
  const entry = ownership?.kind === 'map' ? ownership.entries.get(section) : undefined;
  if (entry?.value.kind !== 'map') return undefined;
  const undeclared = readUndeclared(entry.value, section, scope);
  const filter = scalarAt(entry.value, 'scope');
  if (filter === undefined) {
    scope.report(problems.ownershipWithoutScope(section), entryPlace(entry));
    return undefined;
  }
  const text = readFilter(filter, SECTIONS[section], 'current', scope);
  if (text === undefined) return undefined;
  const scopePointer = pointerTo('ownership', section, 'scope');
  const hasLine = scalarAt(entry.value, 'undeclared') !== undefined;
  const undeclaredPointer = hasLine ? pointerTo('ownership', section, 'undeclared') : scopePointer;
  return { scope: text, undeclared, scopePointer, undeclaredPointer };
}

function readUndeclared(map: TreeMap, section: Section, { report }: FileScope): Ownership['undeclared'] {
  const written = scalarAt(map, 'undeclared');
  if (written?.text === 'deactivate') {
    if (section === 'users') return 'deactivate';
    report(problems.groupsNotDeactivated(), written);
  }
  return written?.text === 'delete' ? 'delete' : 'report';
}
