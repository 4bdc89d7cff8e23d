import type { Configuration, DeclaredResource } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { foldCase, type ResourceType, type ScimResource } from '../model/resource.ts';
import { type CurrentIndex, type CurrentIndexes, currentName } from './current-index.ts';
import {
  ambiguousName,
  contradictingKeys,
  matchedTwice,
  needlessPreviously,
  type Reporter,
  unknownId,
} from './diagnostics.ts';
import { lazily } from './lazily.ts';

/** A declared resource and the current one that it means; `current` is absent where there is none yet. */
export interface Match {
  readonly declared: DeclaredResource;
  readonly current?: ScimResource;
}

/** Every declared resource with the current one that it means. */
export interface Matches {
  readonly matches: readonly Match[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds for each declared resource the current one that it means (docs/configuration.md, Identity).
 * Every key is looked up; keys that disagree, and resources that two entries mean, are errors.
 */
export function matchResources(configuration: Configuration, current: CurrentIndexes, report: Reporter): Matches {
  const diagnostics: Diagnostic[] = [];
  const matches: Match[] = [];
  const claimed = claimedNames(configuration);
  const match = (declared: DeclaredResource) => {
    const found = findCurrent(declared, current[declared.type], claimed[declared.type], report);
    diagnostics.push(...found.diagnostics);
    if (found.failed) return;
    matches.push(found.current === undefined ? { declared } : { declared, current: found.current });
  };
  configuration.users.forEach(match);
  configuration.groups.forEach(match);
  return { matches, diagnostics: [...diagnostics, ...matchedTwiceIn(matches, report)] };
}

/** No two entries have one name, so that two can mean one resource only where one of them has another key. */
function matchedTwiceIn(matches: readonly Match[], report: Reporter): readonly Diagnostic[] {
  if (matches.every(({ declared }) => hasOnlyItsName(declared))) return [];
  const declaredBy = new Map<ScimResource, DeclaredResource>();
  return matches.flatMap(({ declared, current }) => {
    const other = current && declaredBy.get(current);
    if (current !== undefined) declaredBy.set(current, declared);
    return other === undefined ? [] : [matchedTwice(report, declared, other)];
  });
}

function hasOnlyItsName({ id, previously, attributes }: DeclaredResource): boolean {
  return id === undefined && previously.length === 0 && attributes['externalId'] === undefined;
}

type ClaimedNames = () => ReadonlySet<string>;

/** The names that entries claim, so that `$previously` never takes a resource from another entry. */
function claimedNames({ users, groups }: Configuration): Readonly<Record<ResourceType, ClaimedNames>> {
  const folded = (resources: readonly DeclaredResource[]) =>
    lazily(() => new Set(resources.map(({ name }) => foldCase(name))));
  return { User: folded(users), Group: folded(groups) };
}

interface Found {
  readonly current?: ScimResource;
  readonly failed?: true;
  readonly diagnostics: readonly Diagnostic[];
}

function findCurrent(declared: DeclaredResource, index: CurrentIndex, claimed: ClaimedNames, report: Reporter): Found {
  const byId = declared.id === undefined ? undefined : index.byId(declared.id);
  if (declared.id !== undefined && byId === undefined) {
    return { failed: true, diagnostics: [unknownId(report, declared, declared.id)] };
  }
  const sets = lookUps(declared, index, byId);
  const [first, ...rest] = sets;
  if (first === undefined) return findPrevious(declared, index, claimed, report);
  const common = rest.length === 0 ? first : first.filter((resource) => rest.every((set) => set.includes(resource)));
  const [only] = common;
  if (only === undefined) return { failed: true, diagnostics: [contradictingKeys(report, declared, sets.flat())] };
  if (common.length > 1) return { failed: true, diagnostics: [ambiguousName(report, declared, common)] };
  return { current: only, diagnostics: hintOfPreviously(declared, index, only, report) };
}

/** What each written key finds; keys that find nothing say nothing. */
function lookUps(
  declared: DeclaredResource,
  index: CurrentIndex,
  byId: ScimResource | undefined,
): readonly (readonly ScimResource[])[] {
  const externalId = declared.attributes['externalId'];
  const byName = index.byName(declared.name);
  const byExternalId = typeof externalId === 'string' ? index.byExternalId(externalId) : [];
  return [byId === undefined ? [] : [byId], byName, byExternalId].filter((set) => set.length > 0);
}

function findPrevious(declared: DeclaredResource, index: CurrentIndex, claimed: ClaimedNames, report: Reporter): Found {
  const found = declared.previously
    .filter((name) => !claimed().has(foldCase(name)))
    .map((name) => index.byName(name))
    .find((set) => set.length > 0);
  if (found === undefined) return { diagnostics: [] };
  const [current, ...others] = found;
  if (others.length > 0) return { failed: true, diagnostics: [ambiguousName(report, declared, found)] };
  return current === undefined ? { diagnostics: [] } : { current, diagnostics: [] };
}

/** `$previously` has done its work once the service knows the resource by its present name. */
function hintOfPreviously(
  declared: DeclaredResource,
  index: CurrentIndex,
  current: ScimResource,
  report: Reporter,
): readonly Diagnostic[] {
  if (declared.previously.length === 0) return [];
  const name = currentName(declared.type, current);
  const isRenamed = name !== undefined && foldCase(name) === foldCase(declared.name);
  const isFree = declared.previously.every((previous) => index.byName(previous).length === 0);
  return isRenamed && isFree ? [needlessPreviously(report, declared)] : [];
}
