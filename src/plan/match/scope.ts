import type { DeclaredResource, Ownership } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Plan, UndeclaredResource } from '../../model/plan.ts';
import { foldCase, NAME_ATTRIBUTE, type ResourceType, resourceKey, type ScimResource } from '../../model/resource.ts';
import type { CurrentIndexes } from '../../syntax/current-index.ts';
import { type Truth, truthOf } from '../../syntax/filter/evaluate.ts';
import type { Filter } from '../../syntax/filter/filter.ts';
import { filterPaths } from '../../syntax/filter/filter-paths.ts';
import { dottedName, filterRules } from '../../syntax/filter/filter-rules.ts';
import { parseFilter } from '../../syntax/filter/parse-filter.ts';
import { resolveAliases } from '../../syntax/filter/resolve-aliases.ts';
import { MANAGER, withManagerName } from '../../syntax/manager-name.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import type { Context } from '../context.ts';
import type { Locator } from '../diagnostics/locator.ts';
import { cannotDeleteUndeclared, outsideScope } from '../diagnostics/ownership-diagnostics.ts';
import type { Match } from './match.ts';
import { unreadableFilter } from './unreadable-filters.ts';

/** What ownership makes of the resources that no entry declares. */
export interface Scoped {
  /** Those that are to go, each with the entry that would ask for it. */
  readonly removals: readonly Match[];
  /** Ids of undeclared resources that do not stay as they are, so that nothing may refer to them. */
  readonly leaving: ReadonlyMap<string, Ownership>;
  /** Those that are only reported. */
  readonly undeclared: readonly UndeclaredResource[];
  readonly populations: Plan['populations'];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ScopeInput {
  readonly ownership: Readonly<Partial<Record<ResourceType, Ownership>>>;
  readonly matches: readonly Match[];
  /** How many declared resources of each type the service holds. */
  readonly populations: Plan['populations'];
  readonly current: CurrentIndexes;
  readonly context: Context;
  readonly locate: Locator;
}

/** Finds the undeclared resources in scope. Where no scope is written there are none, whatever the service holds. */
export function applyScopes(input: ScopeInput): Scoped {
  const [users, groups] = [applyScope('User', input), applyScope('Group', input)];
  return {
    removals: [...users.removals, ...groups.removals],
    leaving: new Map([...users.leaving, ...groups.leaving]),
    undeclared: [...users.undeclared, ...groups.undeclared],
    populations: { User: users.population, Group: groups.population },
    diagnostics: [...users.diagnostics, ...groups.diagnostics],
  };
}

type TypeScoped = Omit<Scoped, 'populations'> & { readonly population: number };

function applyScope(type: ResourceType, input: ScopeInput): TypeScoped {
  const ownership = input.ownership[type];
  const population = input.populations[type];
  const nothing = { removals: [], leaving: new Map(), undeclared: [], diagnostics: [], population };
  if (ownership === undefined) return nothing;
  const filter = resolveAliases(parseFilter(ownership.scope));
  const { context, locate } = input;
  const unreadable = unreadableFilter(ownership.scope, type, ownership.scopePointer, context, locate);
  if (unreadable.length > 0) return { ...nothing, diagnostics: unreadable };
  const rules = filterRules(type, context.tables[type], context.profile.foldsCase);
  const matches = input.matches.filter((match) => match.declared.type === type);
  const declared = new Set(matches.flatMap(({ current }) => current ?? []));
  const named = withManager(filter, input);
  const truth = (resource: JsonObject) => truthOf(filter, named(resource), rules);
  const found = input.current[type].all
    .filter((resource) => !declared.has(resource) && truth(resource) === true)
    .sort((a, b) => (shownName(type, a) < shownName(type, b) ? -1 : 1));
  return {
    ...become(type, found, ownership, input),
    population: population + found.length,
    diagnostics: [...outside(matches, ownership, truth, input), ...undeletable(type, found, ownership, input)],
  };
}

/** A manager goes by userName, as everywhere in files; most filters name none, and then nobody is copied. */
function withManager(filter: Filter, { current, context }: ScopeInput): (resource: JsonObject) => JsonObject {
  const table = context.tables.User;
  if (!filterPaths(filter).some((path) => dottedName(path, table) === MANAGER)) return (resource) => resource;
  const nameOf = (id: string): string => {
    const found = current.User.byId(id);
    return found === undefined ? id : shownName('User', found);
  };
  return (resource) => withManagerName(resource, nameOf);
}

function shownName(type: ResourceType, resource: ScimResource): string {
  return resourceName(type, resource) ?? resource.id;
}

type Fate = Pick<TypeScoped, 'removals' | 'leaving' | 'undeclared'>;

function become(
  type: ResourceType,
  found: readonly ScimResource[],
  ownership: Ownership,
  { matches, context, locate }: ScopeInput,
): Fate {
  const keyOf = uniqueKeys(type, matches);
  if (ownership.undeclared === 'report') {
    const source = sourceAt(ownership.scopePointer, locate);
    const undeclared = found.map((resource) => {
      const name = shownName(type, resource);
      return { key: keyOf(resource), type, name, id: resource.id, source };
    });
    return { removals: [], leaving: new Map(), undeclared };
  }
  const leaving = new Map(found.map(({ id }) => [id, ownership]));
  if (ownership.undeclared === 'delete' && context.profile.types[type].delete === 'none') {
    return { removals: [], leaving, undeclared: [] };
  }
  const removals = found.map((current) => ({
    declared: removalEntry(type, keyOf(current), current, ownership, locate),
    current,
  }));
  return { removals, leaving, undeclared: [] };
}

function sourceAt(pointer: Ownership['scopePointer'], locate: Locator) {
  const { file, start } = locate(pointer);
  return { file, line: start.line };
}

/** The entry that somebody would write to the same effect; it stands where `undeclared` does. */
function removalEntry(
  type: ResourceType,
  key: string,
  current: ScimResource,
  { undeclared, undeclaredPointer }: Ownership,
  locate: Locator,
): DeclaredResource {
  const name = shownName(type, current);
  const base = {
    key,
    name,
    id: current.id,
    previously: [],
    ignore: [],
    source: sourceAt(undeclaredPointer, locate),
    pointer: undeclaredPointer,
  };
  return undeclared === 'delete'
    ? { ...base, type, state: 'absent', attributes: { [NAME_ATTRIBUTE[type]]: name } }
    : { ...base, type, state: 'present', attributes: { active: false } };
}

/** Keys tell changes apart, and services may give one name to several resources. */
function uniqueKeys(type: ResourceType, matches: readonly Match[]): (resource: ScimResource) => string {
  const taken = new Set(matches.map(({ declared }) => foldCase(declared.key)));
  return (resource) => {
    const key = resourceKey(type, shownName(type, resource));
    const unique = taken.has(foldCase(key)) ? `${key} (${resource.id})` : key;
    taken.add(foldCase(unique));
    return unique;
  };
}

function outside(
  matches: readonly Match[],
  ownership: Ownership,
  truth: (resource: JsonObject) => Truth,
  { locate }: ScopeInput,
): readonly Diagnostic[] {
  return matches
    .filter(({ declared, current }) =>
      // What a creation leaves open, the service may fill in.
      current === undefined
        ? declared.state === 'present' && truth(withManagerName(declared.attributes)) === false
        : truth(current) !== true,
    )
    .map(({ declared }) => outsideScope(locate, declared, ownership));
}

/** Said once, at the line of the scope, and not for each resource. */
function undeletable(
  type: ResourceType,
  found: readonly ScimResource[],
  ownership: Ownership,
  { context, locate }: ScopeInput,
): readonly Diagnostic[] {
  const { title, types } = context.profile;
  const isImpossible = ownership.undeclared === 'delete' && types[type].delete === 'none' && found.length > 0;
  return isImpossible ? [cannotDeleteUndeclared(locate, type, ownership, title, found.length)] : [];
}
