import type { Configuration, DeclaredResource } from '../../model/configuration.ts';
import { foldCase, type ResourceType, type ScimResource } from '../../model/resource.ts';
import { userReferences } from '../../model/special-value.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { pairs } from '../asking/reading-targets.ts';

/** A name that a plan would create, or call unknown. */
export interface MissingName {
  readonly type: ResourceType;
  readonly name: string;
}

/**
 * The names of a configuration that nobody on the service has: entries that would be created, by each name that they have
 * or had, and whom entries refer to.
 * @param now the moment of the plan; who has expired by then is not created
 */
export function missingNames(
  configuration: Configuration,
  current: Readonly<Record<ResourceType, readonly ScimResource[]>>,
  now: number,
): readonly MissingName[] {
  const { users, groups } = configuration;
  const declared = new Set([...users, ...groups].map(placeOf));
  const referredTo = references(configuration, now).filter((name) => !declared.has(placeOf(name)));
  const created = [...newcomers(users, current.User, now), ...newcomers(groups, current.Group, now)].flatMap(
    ({ type, name, previously }) => [name, ...previously].map((each) => ({ type, name: each })),
  );
  const wanted = new Map(
    [...created, ...referredTo].map(({ type, name }) => [placeOf({ type, name }), { type, name }]),
  );
  for (const type of ['User', 'Group'] as const) {
    for (const resource of current[type]) wanted.delete(placeOf({ type, name: resourceName(type, resource) ?? '' }));
  }
  return [...wanted.values()];
}

/** Whom present entries refer to by name: managers, and members who are to be in a group. */
function references({ users, groups }: Configuration, now: number): readonly MissingName[] {
  const managers = users.filter(isPresent).flatMap(({ attributes }) => userReferences(attributes));
  const entries = groups.filter(isPresent).flatMap(({ members }) => members?.entries ?? []);
  const members = entries.filter((entry) => isPresent(entry) && !isOver(entry.expires, now));
  return [
    ...managers.map((name) => ({ type: 'User', name }) as const),
    ...members.flatMap(({ target }) => {
      if (target.by === 'id') return [];
      return [{ type: target.by === 'user' ? 'User' : 'Group', name: target.name } as const];
    }),
  ];
}

function isPresent({ state }: { readonly state: 'present' | 'absent' }): boolean {
  return state === 'present';
}

function isOver(expires: string | undefined, now: number): boolean {
  return expires !== undefined && Date.parse(expires) <= now;
}

function placeOf({ type, name }: MissingName): string {
  return `${type} ${foldCase(name)}`;
}

/** Entries that no key pairs with a current resource. Whoever is to be inactive is not created. */
function newcomers<Declared extends DeclaredResource>(
  declared: readonly Declared[],
  current: readonly ScimResource[],
  now: number,
): readonly Declared[] {
  const found = new Set(pairs(declared, current).map((pair) => pair.declared));
  return declared.filter((entry) => {
    const isInactive = entry.attributes['active'] === false || ('expires' in entry && isOver(entry.expires, now));
    return isPresent(entry) && !isInactive && entry.id === undefined && !found.has(entry);
  });
}
