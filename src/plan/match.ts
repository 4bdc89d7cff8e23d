import type { Configuration, DeclaredResource } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { foldCase, type ScimResource } from '../model/resource.ts';
import { type CurrentIndex, type CurrentIndexes, currentName } from './current-index.ts';
import {
  ambiguousName,
  contradictingKeys,
  matchedTwice,
  needlessPreviously,
  type Reporter,
  unknownId,
} from './diagnostics.ts';

/** A declared resource and the current one that it means; `current` is absent where there is none yet. */
export interface Match {
  readonly declared: DeclaredResource;
  readonly current?: ScimResource;
  /** Set for an expired user who is not on the service: nothing is planned for it, and nothing can refer to it. */
  readonly gone?: true;
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
  const declaredBy = new Map<ScimResource, DeclaredResource>();
  const entries = namesOf(configuration);
  for (const declared of [...configuration.users, ...configuration.groups]) {
    const found = findCurrent(declared, current[declared.type], entries[declared.type], report);
    diagnostics.push(...found.diagnostics);
    if (found.failed) continue;
    const other = found.current && declaredBy.get(found.current);
    if (other !== undefined) diagnostics.push(matchedTwice(report, declared, other));
    if (found.current !== undefined) declaredBy.set(found.current, declared);
    matches.push({ declared, ...(found.current === undefined ? {} : { current: found.current }) });
  }
  return { matches, diagnostics };
}

/** The names that entries claim, so that `$previously` never takes a resource from another entry. */
function namesOf({ users, groups }: Configuration): Readonly<Record<'User' | 'Group', ReadonlySet<string>>> {
  const folded = (resources: readonly DeclaredResource[]) => new Set(resources.map(({ name }) => foldCase(name)));
  return { User: folded(users), Group: folded(groups) };
}

interface Found {
  readonly current?: ScimResource;
  readonly failed?: true;
  readonly diagnostics: readonly Diagnostic[];
}

function findCurrent(
  declared: DeclaredResource,
  index: CurrentIndex,
  claimed: ReadonlySet<string>,
  report: Reporter,
): Found {
  const byId = declared.id === undefined ? undefined : index.byId.get(declared.id);
  if (declared.id !== undefined && byId === undefined) {
    return { failed: true, diagnostics: [unknownId(report, declared, declared.id)] };
  }
  const sets = lookUps(declared, index, byId);
  const [first, ...rest] = sets;
  if (first === undefined) return findPrevious(declared, index, claimed, report);
  const common = first.filter((resource) => rest.every((set) => set.includes(resource)));
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
  const byName = index.byName.get(foldCase(declared.name));
  const byExternalId = typeof externalId === 'string' ? index.byExternalId.get(externalId) : undefined;
  return [byId && [byId], byName, byExternalId].filter((set) => set !== undefined);
}

function findPrevious(
  declared: DeclaredResource,
  index: CurrentIndex,
  claimed: ReadonlySet<string>,
  report: Reporter,
): Found {
  const found = declared.previously
    .filter((name) => !claimed.has(foldCase(name)))
    .map((name) => index.byName.get(foldCase(name)))
    .find((set) => set !== undefined);
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
  const name = currentName(declared.type, current);
  const isRenamed = name !== undefined && foldCase(name) === foldCase(declared.name);
  const isIdle = declared.previously.length > 0 && isRenamed;
  const isFree = declared.previously.every((previous) => index.byName.get(foldCase(previous)) === undefined);
  return isIdle && isFree ? [needlessPreviously(report, declared)] : [];
}
