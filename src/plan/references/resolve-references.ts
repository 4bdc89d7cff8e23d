import type { DeclaredResource, MemberTarget } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { foldCase, type ResourceType, type ScimResource } from '../../model/resource.ts';
import type { Pointer } from '../../model/span.ts';
import type { Pending } from '../../model/special-value.ts';
import type { CurrentIndexes } from '../../syntax/current-index.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import type { Locator } from '../diagnostics/locator.ts';
import {
  absentReference,
  ambiguousReference,
  leavingReference,
  referenceOfOtherType,
  renamedReference,
  unknownReference,
} from '../diagnostics/reference-diagnostics.ts';
import type { Fate } from '../match/departures.ts';
import { isGone, type Match } from '../match/match.ts';

/** What a name stands for: an id, known or pending, and the name to show. */
export interface Resolved {
  readonly value: string | Pending;
  readonly name: string;
  readonly type: ResourceType | 'unknown';
}

/** Turns names into ids; a name that is neither declared nor on the service gives a diagnostic instead. */
export interface References {
  /** For a reference that is to hold: it may not mean a resource that the plan takes away, nor one by a name that goes. */
  resolve(target: MemberTarget, at: Pointer): Resolved | Diagnostic;
  /** Why nothing may refer to the resource of an id; undefined for nearly all. */
  refusalOf(id: string, at: Pointer): Diagnostic | undefined;
  /** For a reference that is to go; undefined where nobody has the name, or nobody yet. */
  find(target: MemberTarget, at: Pointer): Resolved | Diagnostic | undefined;
  /** True for a user who is inactive and not on the service. */
  isGone(target: MemberTarget): boolean;
  /** True where there is such a user. */
  readonly isAnyGone: boolean;
  /**
   * The name of an id on the service, for people to read.
   * @param type what the id is one of, where that is known
   */
  nameOf(id: string, type?: ResourceType): Pick<Resolved, 'name' | 'type'>;
  /** True for the id of a user whom the service takes out of all groups, because he is inactive. */
  isWithoutGroups(id: string): boolean;
  /** True for the id of a user and of a group, which some services number alike. */
  isShared(id: string): boolean;
}

/** True where a reference could not be resolved. */
export function isDiagnostic(value: Resolved | Diagnostic): value is Diagnostic {
  return 'severity' in value;
}

/**
 * Builds the references from what was matched: declared resources first, then whatever the service holds.
 * @param fates what the plan takes away or renames, by id
 * @param withoutGroups ids of users whom the service takes out of all groups
 */
export function references(
  matches: readonly Match[],
  current: CurrentIndexes,
  fates: ReadonlyMap<string, Fate>,
  locate: Locator,
  withoutGroups: ReadonlySet<string> = new Set(),
): References {
  const { declared, declaredById } = indexOf(matches);
  const isAnyGone = matches.some(isGone);
  const sharing = namesOfSeveral(matches);

  function byName(type: ResourceType, name: string, at: Pointer): Resolved | Diagnostic | undefined {
    // Nearly nobody shares a name: then none is put together to ask for it.
    const shared = sharing.size === 0 ? undefined : sharing.get(`${type} ${foldCase(name)}`);
    if (shared !== undefined) return ambiguousReference(locate, type, name, at, shared);
    const known = declared[type].get(foldCase(name));
    if (known !== undefined) return isGone(known) ? undefined : resolvedMatch(known);
    const [found, ...others] = current[type].byName(name);
    if (found === undefined) return undefined;
    if (others.length > 0) return ambiguousReference(locate, type, name, at, [found, ...others]);
    return { value: found.id, name: resourceName(type, found) ?? found.id, type };
  }

  function nobody(target: NamedTarget, at: Pointer): Diagnostic {
    return unknown(target, at, { matches, declared, current, locate });
  }

  /** A resource that is being renamed goes by its new name. */
  function nameOf(id: string, wanted?: ResourceType): Pick<Resolved, 'name' | 'type'> {
    const known = declaredById.get(id);
    if (known !== undefined && (wanted ?? known.type) === known.type) return { name: known.name, type: known.type };
    for (const type of wanted === undefined ? (['User', 'Group'] as const) : [wanted]) {
      const resource = current[type].byId(id);
      if (resource !== undefined) return { name: resourceName(type, resource) ?? id, type };
    }
    return { name: id, type: 'unknown' };
  }

  function byId(id: string): Resolved {
    return { value: id, ...nameOf(id) };
  }

  function refusalOf(id: string, at: Pointer, name?: string, type?: Resolved['type']): Diagnostic | undefined {
    const fate = fateOf(fates.get(id), type);
    return fate && refusal(locate, { ...byId(id), written: name }, fate, at);
  }

  const shared = sharedIds(current);

  return {
    nameOf,
    isShared: (id) => shared.has(id),
    isWithoutGroups: (id) => withoutGroups.has(id),
    refusalOf,
    find: (target, at) => (target.by === 'id' ? byId(target.id) : byName(typeOf(target), target.name, at)),
    isAnyGone,
    isGone: (target) => {
      if (!isAnyGone) return false;
      const known = target.by === 'user' ? declared.User.get(foldCase(target.name)) : undefined;
      return known !== undefined && isGone(known);
    },
    resolve(target, at) {
      const found =
        target.by === 'id' ? byId(target.id) : (byName(typeOf(target), target.name, at) ?? nobody(target, at));
      if (isDiagnostic(found) || typeof found.value !== 'string') return found;
      const refused =
        target.by === 'id' ? refusalOf(found.value, at) : refusalOf(found.value, at, target.name, found.type);
      return refused ?? found;
    },
  };
}

/** Entries by name, and by the id of what they mean. */
function indexOf(matches: readonly Match[]) {
  const declared: Record<ResourceType, Map<string, Match>> = { User: new Map(), Group: new Map() };
  const declaredById = new Map<string, DeclaredResource>();
  for (const match of matches) {
    // The index of what the service holds finds these, so that nearly nobody needs a place in a second one.
    if (match.isFoundAsWritten) continue;
    const { name, state, type } = match.declared;
    if (state !== 'present') continue;
    declared[type].set(foldCase(name), match);
    if (match.current !== undefined) declaredById.set(match.current.id, match.declared);
  }
  return { declared, declaredById };
}

/** What the entries mean that share a name, by type and name: a name of several means none of them. */
function namesOfSeveral(matches: readonly Match[]): ReadonlyMap<string, readonly ScimResource[]> {
  // Only entries with `$id` may share one.
  const byId = matches.filter(({ declared }) => declared.id !== undefined && declared.state === 'present');
  const byName = Map.groupBy(byId, ({ declared }) => `${declared.type} ${foldCase(declared.name)}`);
  const several = [...byName].filter(([, group]) => group.length > 1);
  return new Map(several.map(([name, group]) => [name, group.flatMap(({ current }) => current ?? [])]));
}

interface Known {
  readonly matches: readonly Match[];
  readonly declared: Readonly<Record<ResourceType, ReadonlyMap<string, Match>>>;
  readonly current: CurrentIndexes;
  readonly locate: Locator;
}

/** Nobody has the name; perhaps a group has it where a user is meant, or the other way round. */
function unknown(target: NamedTarget, at: Pointer, { matches, declared, current, locate }: Known): Diagnostic {
  const type = typeOf(target);
  const other = type === 'User' ? 'Group' : 'User';
  const isOther = declared[other].has(foldCase(target.name)) || current[other].byName(target.name).length > 0;
  return isOther
    ? referenceOfOtherType(locate, type, target.name, at)
    : unknownReference(locate, type, target.name, at, knownNames(type, matches, current));
}

/** The fate of a user is none of the group that has the same id. */
function fateOf(fate: Fate | undefined, type: Resolved['type'] | undefined): Fate | undefined {
  const isOther = fate !== undefined && 'declared' in fate && type !== undefined && type !== fate.declared.type;
  return isOther ? undefined : fate;
}

function sharedIds({ User, Group }: CurrentIndexes): ReadonlySet<string> {
  const groups = new Set(Group.all.map(({ id }) => id));
  return new Set(groups.size === 0 ? [] : User.all.flatMap(({ id }) => (groups.has(id) ? [id] : [])));
}

/** Everything that a misspelt name may mean. */
function knownNames(type: ResourceType, matches: readonly Match[], current: CurrentIndexes): readonly string[] {
  const onService = current[type].all.map((resource) => resourceName(type, resource));
  return [
    ...matches.filter((match) => match.declared.type === type).map((match) => match.declared.name),
    ...onService,
  ].filter((name) => name !== undefined);
}

type NamedTarget = Exclude<MemberTarget, { readonly by: 'id' }>;

function typeOf({ by }: NamedTarget): ResourceType {
  return by === 'user' ? 'User' : 'Group';
}

/** What a reference means, and the name by which it does; undefined for an id. */
type Named = Resolved & { readonly written: string | undefined };

function refusal(locate: Locator, found: Named, fate: Fate, at: Pointer): Diagnostic | undefined {
  switch (fate.kind) {
    case 'undeclared':
      return leavingReference(locate, found, fate.ownership, at);
    case 'absent':
      return absentReference(locate, found, fate.declared, at);
    case 'renamed': {
      const { written } = found;
      const isOld = written !== undefined && foldCase(written) !== foldCase(fate.declared.name);
      return isOld ? renamedReference(locate, written, fate.declared, at) : undefined;
    }
    default:
      return fate satisfies never;
  }
}

function resolvedMatch({ declared, current }: Match): Resolved {
  const { key, name, type } = declared;
  return { value: current === undefined ? { $pending: key } : current.id, name, type };
}
