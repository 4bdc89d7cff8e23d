import type { JsonObject } from '../../model/json.ts';
import type { ResourceChange } from '../resources/change-resource.ts';
import { touch } from '../resources/change-resource.ts';
import { MEMBERS, type TypeOfService } from '../service-rules.ts';
import type { State } from '../store/state.ts';
import { idsOf, type Mutation, membersOf, type Store, type StoredResource } from '../store/store.ts';

/**
 * Lets somebody else add a member to a group before a client's change of it is looked at, where the service is such a
 * busy one: the first user who is no member and whom the client does not name.
 * @returns the resource as it is then
 */
export async function disturbed(
  { store, once, commit }: State,
  type: TypeOfService,
  resource: StoredResource,
  body: JsonObject,
): Promise<StoredResource> {
  const isBusy = store.service.rules.timing.stranger === 'addsMember' && type.table.core.has(MEMBERS);
  if (!isBusy || once.has(resource.id)) return resource;
  once.add(resource.id);
  const asked = JSON.stringify(body).replaceAll('\\"', '"');
  const members = membersOf(store, resource.id);
  const stranger = idsOf(store, 'User').find((id) => !(members.has(id) || asked.includes(JSON.stringify(id))));
  if (stranger === undefined) return resource;
  const changed = touch(resource);
  await commit([
    { kind: 'put', resource: changed },
    { kind: 'members', id: resource.id, add: [stranger], remove: [] },
  ]);
  return changed;
}

/** Lets a change be undone some time after its answer, where the service does so. */
export function undoLater({ store, timetable, commit }: State, { mutations }: ResourceChange): void {
  const { undoneAfter } = store.service.rules.timing;
  if (undoneAfter === null || mutations.length === 0) return;
  const reverse = mutations.flatMap((mutation) => undo(store, mutation)).reverse();
  timetable.after(undoneAfter, () => commit(reverse));
}

/** What takes back a change that was not carried out yet. */
function undo(store: Store, mutation: Mutation): readonly Mutation[] {
  switch (mutation.kind) {
    case 'put': {
      const before = store.resources.get(mutation.resource.id);
      return [before === undefined ? { kind: 'delete', id: mutation.resource.id } : { kind: 'put', resource: before }];
    }
    case 'members':
      return [{ kind: 'members', id: mutation.id, add: mutation.remove, remove: mutation.add }];
    case 'delete':
    case 'bury':
    case 'names':
      return [];
  }
}
