import { isJsonObject } from '../../model/json.ts';
import { dottedName, valueAt, withValueAt } from '../patch/dotted-name.ts';
import type { AttributeOfSchema } from '../service-rules.ts';
import { groupsOf, type Mutation, membersOf, type Store, type StoredResource } from '../store/store.ts';
import { leaveGroups, touch } from './change-resource.ts';

/** Deletes a resource as its service does: for good, as far as it can be restored, or not at all but for `active`. */
export function deleteResource(store: Store, resource: StoredResource): readonly Mutation[] {
  const { remove, leavesWhenInactive } = store.service.rules.types[resource.type];
  switch (remove.kind) {
    case 'pretends':
      return [];
    case 'deactivates': {
      const inactive = touch({ ...resource, attributes: { ...resource.attributes, active: false } });
      return [{ kind: 'put', resource: inactive }, ...(leavesWhenInactive ? leaveGroups(store, resource) : [])];
    }
    case 'buries':
      return [...leaveGroups(store, resource), ...besides(store, resource), { kind: 'bury', resource }];
    case 'removes':
    case 'refused':
      return [...leaveGroups(store, resource), ...besides(store, resource), { kind: 'delete', id: resource.id }];
  }
}

/** What goes with a resource that is deleted. */
function besides(store: Store, resource: StoredResource): readonly Mutation[] {
  switch (store.service.rules.types[resource.type].takesAlong) {
    case 'nothing':
      return [];
    case 'references':
      return referencesTo(store, resource.id);
    case 'groups':
      return groupsGoing(store, resource).flatMap((group): readonly Mutation[] => [
        ...leaveGroups(store, group).filter(({ kind }) => kind === 'members'),
        { kind: 'delete', id: group.id },
      ]);
  }
}

/** The groups that only this resource is a member of; with a group those that are its members. */
function groupsGoing(store: Store, resource: StoredResource): readonly StoredResource[] {
  const left = [...groupsOf(store, resource.id)].filter((id) => membersOf(store, id).size === 1);
  const ids = resource.type === 'Group' ? [...membersOf(store, resource.id)] : left;
  return ids.flatMap((id) => {
    const found = store.resources.get(id);
    return found?.type === 'Group' && found.id !== resource.id ? [found] : [];
  });
}

/** Clears what refers to a resource, such as the manager of others. */
function referencesTo(store: Store, id: string): readonly Mutation[] {
  return [...store.resources.values()].flatMap((resource): readonly Mutation[] => {
    const { references } = store.service.types[resource.type];
    const attributes = references.reduce(
      (changed, reference) => withoutReference(changed, reference, id),
      resource.attributes,
    );
    return attributes === resource.attributes ? [] : [{ kind: 'put', resource: touch({ ...resource, attributes }) }];
  });
}

function withoutReference(
  attributes: StoredResource['attributes'],
  { schema, name }: AttributeOfSchema,
  id: string,
): StoredResource['attributes'] {
  const path = dottedName(schema === undefined ? name : `${schema}:${name}`);
  const value = valueAt(attributes, path);
  return isJsonObject(value) && value['value'] === id ? withValueAt(attributes, path, undefined) : attributes;
}
