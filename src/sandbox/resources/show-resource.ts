import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { MEMBERS } from '../service-rules.ts';
import type { StoredResource } from '../store/store.ts';
import { type Projection, without } from './attribute-projection.ts';
import { locationOf, represent, type View } from './represent.ts';
import { innerMemberId } from './resource-ids.ts';

/** A resource as this service lets it be seen; filters look at all of it nevertheless. */
export function show(view: View, resource: StoredResource, projection: Projection): JsonObject {
  const { members, answers } = view.store.service.rules;
  const shown = represent(view, resource, members.shown ? projection : without(projection, [MEMBERS, 'groups']));
  const listed = shown[MEMBERS];
  const cut = isJsonArray(listed) ? { ...shown, [MEMBERS]: visibleMembers(view, listed) } : shown;
  const spelt = answers.booleans === 'strings' ? withStrings(cut) : cut;
  return answers.shapes.reduce((changed, shape) => shape(changed, (id) => urlOfUser(view, id)), spelt);
}

function urlOfUser(view: View, id: string): string {
  const user = view.store.resources.get(id);
  return user === undefined ? `${view.root}/Users/${id}` : locationOf(view, user);
}

/** Without inactive members where the service hides them, and without what is too many. */
function visibleMembers({ store }: View, listed: readonly JsonValue[]): readonly JsonValue[] {
  const { types, members, ids } = store.service.rules;
  const isVisible = (member: JsonValue): boolean => {
    const id = isJsonObject(member) ? innerMemberId(ids, member, String(member['value'])) : '';
    return store.resources.get(id)?.attributes['active'] !== false;
  };
  const shown = types.User.inactive === 'hidden' ? listed.filter(isVisible) : listed;
  return members.listed === null ? shown : shown.slice(0, members.listed);
}

function withStrings(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, asString(value)]));
}

function asString(value: JsonValue): JsonValue {
  if (typeof value === 'boolean') return String(value);
  if (isJsonArray(value)) return value.map(asString);
  return isJsonObject(value) ? withStrings(value) : value;
}
