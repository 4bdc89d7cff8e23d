import type { Configuration, DeclaredResource, MemberTarget } from '../../model/configuration.ts';
import { stringAt } from '../../model/json.ts';
import { foldCase, NAME_ATTRIBUTE, type ResourceType } from '../../model/resource.ts';
import { restrictedFilters } from '../../model/rules/restriction.ts';
import { userReferences } from '../../model/special-value.ts';

/** Everything by which a configuration may mean current resources of one type. */
export interface Keys {
  readonly ids: ReadonlySet<string>;
  /** Names in the spelling of the files, by folded name. */
  readonly names: ReadonlyMap<string, string>;
  /** Names of `$previously`, likewise; whoever has one of them may be gone, which is no surprise. */
  readonly formerNames: ReadonlyMap<string, string>;
  readonly externalIds: ReadonlySet<string>;
}

interface Gathered extends Keys {
  readonly ids: Set<string>;
  readonly names: Map<string, string>;
  readonly formerNames: Map<string, string>;
  readonly externalIds: Set<string>;
}

/** What may be looked up instead of a listing. */
export interface LookUps {
  /** How many keys there are without a doubt: no two entries share their name or id. */
  readonly atLeast: number;
  /** Gathers them, which takes a walk through everything that is declared. */
  readonly keys: () => Keys;
}

/**
 * What may be looked up instead of a listing: nothing where a scope is written, since that takes in undeclared resources, or
 * where restrictions are, since what ids mean and whose an e-mail address is must be known.
 */
export function keysToLookUp(
  type: ResourceType,
  configuration: Configuration | undefined,
): { readonly lookUps?: LookUps } {
  if (configuration === undefined || configuration.ownership[type] !== undefined) return {};
  if (restrictedFilters(type, configuration.restrictions).length > 0) return {};
  const { length } = type === 'User' ? configuration.users : configuration.groups;
  return { lookUps: { atLeast: length, keys: () => keysOf(configuration)[type] } };
}

/** Gathers the keys of what is declared, and of whom it refers to. */
function keysOf({ users, groups }: Configuration): Readonly<Record<ResourceType, Keys>> {
  const keys = { User: noKeys(), Group: noKeys() };
  for (const declared of [...users, ...groups]) {
    addKeys(declared, keys[declared.type]);
    for (const name of userReferences(declared.attributes)) keys.User.names.set(foldCase(name), name);
  }
  for (const { target } of groups.flatMap(({ members }) => members?.entries ?? [])) addTarget(target, keys);
  return keys;
}

function noKeys(): Gathered {
  return { ids: new Set(), names: new Map(), formerNames: new Map(), externalIds: new Set() };
}

function addKeys({ type, id, attributes, previously }: DeclaredResource, keys: Gathered): void {
  const name = stringAt(attributes, NAME_ATTRIBUTE[type]);
  const externalId = stringAt(attributes, 'externalId');
  if (id !== undefined) keys.ids.add(id);
  if (name !== undefined) keys.names.set(foldCase(name), name);
  if (externalId !== undefined) keys.externalIds.add(externalId);
  for (const former of previously) keys.formerNames.set(foldCase(former), former);
}

/** A member by id may be of either type; it needs no look-up, and is shown by its name where that is known. */
function addTarget(target: MemberTarget, keys: Readonly<Record<ResourceType, Gathered>>): void {
  if (target.by === 'id') return;
  keys[target.by === 'user' ? 'User' : 'Group'].names.set(foldCase(target.name), target.name);
}
