import type { DeclaredGroup } from '../model/configuration.ts';
import { stringAt } from '../model/json.ts';
import { foldCase, type ScimResource } from '../model/resource.ts';
import { propertyOf } from '../syntax/property.ts';

/** A declared group whose members are managed, and a current one that it may mean. */
export interface Target {
  readonly declared: DeclaredGroup;
  readonly current: ScimResource;
}

/** True where a plan compares members, so that they must be read. */
export function managesMembers({ state, members, ignore }: DeclaredGroup): boolean {
  return state === 'present' && members !== undefined && !ignore.includes('members');
}

/** Pairs declared groups with the current ones that any of their keys fits; which one is meant is the planner's to say. */
export function targetsAmong(declared: readonly DeclaredGroup[], current: readonly ScimResource[]): readonly Target[] {
  const managed = declared.filter(managesMembers);
  if (managed.length === 0) return [];
  const byKey = Map.groupBy(current.flatMap(keysOfCurrent), ([key]) => key);
  return managed.flatMap((group) => {
    const found = keysOfDeclared(group).flatMap((key) => byKey.get(key)?.map(([, resource]) => resource) ?? []);
    return [...new Set(found)].map((resource) => ({ declared: group, current: resource }));
  });
}

function keysOfCurrent(group: ScimResource): readonly (readonly [string, ScimResource])[] {
  const name = propertyOf(group, 'displayName');
  const externalId = propertyOf(group, 'externalId');
  return [
    [`id ${group.id}`, group],
    ...(typeof name === 'string' ? [[`name ${foldCase(name)}`, group] as const] : []),
    ...(typeof externalId === 'string' ? [[`externalId ${externalId}`, group] as const] : []),
  ];
}

function keysOfDeclared({ id, attributes, previously }: DeclaredGroup): readonly string[] {
  const name = stringAt(attributes, 'displayName');
  const externalId = stringAt(attributes, 'externalId');
  return [
    ...(id === undefined ? [] : [`id ${id}`]),
    ...[...(name === undefined ? [] : [name]), ...previously].map((known) => `name ${foldCase(known)}`),
    ...(externalId === undefined ? [] : [`externalId ${externalId}`]),
  ];
}
