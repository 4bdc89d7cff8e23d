import type { DeclaredResource, MemberTarget } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { isJsonObject } from '../../model/json.ts';
import { foldCase } from '../../model/resource.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../model/schemas/enterprise-user.ts';
import type { Pointer } from '../../model/span.ts';
import { isUserReference } from '../../model/special-value.ts';
import type { Locator } from '../diagnostics/locator.ts';
import { goneReferences, inactiveNamed } from '../diagnostics/people-diagnostics.ts';
import type { InactivePeople } from '../match/inactive-people.ts';
import { isGone, type Match } from '../match/match.ts';

/** A name as it is written first, with all places where it stands. */
interface Named {
  readonly about: 'gone' | 'inactive';
  readonly name: string;
  readonly places: [Pointer, ...Pointer[]];
}

/** What to say of inactive people who are named as members of exact lists or as managers: once of each, with a count. */
export function inactiveReferences(
  matches: readonly Match[],
  people: InactivePeople,
  locate: Locator,
): readonly Diagnostic[] {
  const { there, ids, gone } = people;
  if (there.size + ids.size + gone.size === 0) return [];
  const said = new Map<string, Named>();
  for (const match of matches) {
    if (match.declared.state === 'absent' || isGone(match)) continue;
    for (const reference of referencesOf(match.declared)) {
      const about = subjectOf(reference, people);
      if (about !== undefined) note(said, about, reference);
    }
  }
  return [...said.values()].map(({ about, name, places }) =>
    about === 'gone' ? goneReferences(locate, name, places) : inactiveNamed(locate, name, places),
  );
}

/** Whether a reference means somebody who is not there, or is inactive and should not be named; undefined for nearly all. */
function subjectOf({ target, isExact }: Reference, { there, ids, gone }: InactivePeople): Named['about'] | undefined {
  if (target.by === 'id') return isExact && ids.has(target.id) ? 'inactive' : undefined;
  if (target.by === 'group') return undefined;
  const name = foldCase(target.name);
  if (gone.has(name)) return 'gone';
  return isExact && there.has(name) ? 'inactive' : undefined;
}

interface Reference {
  readonly target: MemberTarget;
  readonly pointer: Pointer;
  /** False in an additive list, which may well name people who have left. */
  readonly isExact: boolean;
}

function referencesOf(declared: DeclaredResource): readonly Reference[] {
  if (declared.type === 'Group') {
    const isExact = declared.members?.mode === 'exact' && !declared.ignore.includes('members');
    const entries = declared.members?.entries ?? [];
    return entries.flatMap(({ target, state, pointer }) => (state === 'present' ? [{ target, pointer, isExact }] : []));
  }
  const extension = declared.attributes[ENTERPRISE_USER_SCHEMA];
  const manager = isJsonObject(extension) ? extension['manager'] : undefined;
  const value = isJsonObject(manager) ? manager['value'] : undefined;
  // Whoever has left keeps the manager of those days.
  const isExact = declared.attributes['active'] !== false;
  const pointer = { ...declared.pointer, path: [...declared.pointer.path, ENTERPRISE_USER_SCHEMA, 'manager'] };
  if (isUserReference(value)) return [{ target: { by: 'user', name: value.$user }, pointer, isExact }];
  return typeof value === 'string' ? [{ target: { by: 'id', id: value }, pointer, isExact }] : [];
}

function note(said: Map<string, Named>, about: Named['about'], { target, pointer }: Reference): void {
  const name = target.by === 'id' ? target.id : target.name;
  const key = `${target.by} ${foldCase(name)}`;
  const known = said.get(key);
  if (known === undefined) said.set(key, { about, name, places: [pointer] });
  else known.places.push(pointer);
}
