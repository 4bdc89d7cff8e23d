import assert from 'node:assert/strict';
import { isJsonArray, isJsonObject, type JsonObject } from '../../src/model/json.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import type { GroupSketch, UserSketch } from './planning.ts';
import { unsatisfied } from './satisfies.ts';

/** What files declare. */
export interface Files {
  readonly users: readonly UserSketch[];
  readonly groups: readonly GroupSketch[];
}

/** What a service holds. */
export interface State {
  readonly users: readonly ScimResource[];
  readonly groups: readonly ScimResource[];
}

/**
 * Fails where a service does not hold what the files declare: leaf by leaf, and for members by name. Whoever is inactive need
 * not be there.
 */
export function assertHeld(files: Files, before: State, after: State): void {
  const faults = [...files.users, ...files.groups].flatMap((sketch) => {
    const found = findByName(after, sketch.attributes);
    if (sketch.state === 'absent') return found === undefined ? [] : [`${found.id} is still there`];
    if (found === undefined && sketch.attributes['active'] === false) return [];
    if (found === undefined) return [`${JSON.stringify(sketch.attributes)} is not there`];
    return unsatisfied(withIds(sketch.attributes, after), found);
  });
  assert.deepEqual(faults, []);
  for (const sketch of files.groups) {
    if (sketch.members === undefined || sketch.state === 'absent') continue;
    const group = findByName(after, sketch.attributes);
    const was = findByName(before, { displayName: sketch.previously?.[0] ?? sketch.attributes.displayName });
    const wanted = membersWanted(sketch.members, sketch.mode ?? 'exact', memberIds(was), after);
    assert.deepEqual([...memberIds(group)].sort(), [...wanted].sort());
  }
}

function findByName({ users, groups }: State, attributes: JsonObject): ScimResource | undefined {
  const { userName, displayName } = attributes;
  return userName === undefined
    ? groups.find((group) => group['displayName'] === displayName)
    : users.find((user) => String(user['userName']).toLowerCase() === String(userName).toLowerCase());
}

function memberIds(group: ScimResource | undefined): ReadonlySet<string> {
  const members = group?.['members'];
  return new Set(
    (isJsonArray(members) ? members : []).map((member) => String(isJsonObject(member) && member['value'])),
  );
}

function membersWanted(
  members: readonly string[],
  mode: 'exact' | 'additive',
  was: ReadonlySet<string>,
  after: State,
): ReadonlySet<string> {
  const existing = new Set([...after.users, ...after.groups].map(({ id }) => id));
  const wanted = new Set<string>(mode === 'exact' ? [] : [...was].filter((id) => existing.has(id)));
  for (const member of members) {
    const isAbsent = member.startsWith('-');
    const [, kind = '', name = ''] = /^-?(user|group|id):(.*)$/s.exec(member) ?? [];
    const attributes = kind === 'user' ? { userName: name } : { displayName: name };
    const id = kind === 'id' ? name : String(findByName(after, attributes)?.id);
    if (isAbsent) wanted.delete(id);
    else if (id !== 'undefined') wanted.add(id);
  }
  return wanted;
}

/** The declaration with ids instead of names. */
function withIds(attributes: JsonObject, after: State): JsonObject {
  return JSON.parse(JSON.stringify(attributes), (_, value: unknown) =>
    typeof value === 'object' && value !== null && '$user' in value
      ? findByName(after, { userName: String(value.$user) })?.id
      : value,
  );
}
