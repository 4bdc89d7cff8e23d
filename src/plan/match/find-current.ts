import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { stringAt } from '../../model/json.ts';
import { foldCase, NAME_ATTRIBUTE, type ScimResource } from '../../model/resource.ts';
import type { CurrentIndex } from '../../syntax/current-index.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import {
  ambiguousName,
  contradictingKeys,
  needlessPreviously,
  previouslyClaimed,
  severalPrevious,
  unknownId,
} from '../diagnostics/identity-diagnostics.ts';
import type { Locator } from '../diagnostics/locator.ts';

type EntriesByResource = ReadonlyMap<ScimResource, DeclaredResource>;

/** Where an entry looks for its resource. */
export interface Look {
  readonly index: CurrentIndex;
  /** True for a name, in one case, that an entry has. */
  readonly claims: (folded: string) => boolean;
  readonly leaving: EntriesByResource;
  readonly leavingExternalId: EntriesByResource;
  /** Resources that an absent entry means by `$id` and that keep their names all the same. */
  readonly keeping: EntriesByResource;
  /** Resources that an entry means by `$id`. */
  readonly meant: ReadonlySet<ScimResource>;
}

/** The resource that an entry means, if there is one, or that nobody can tell. */
export interface Found {
  readonly current?: ScimResource;
  readonly failed?: true;
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds what an entry means: every key that it has is looked up, and all must agree; then its former names. */
export function findCurrent(declared: DeclaredResource, look: Look, locate: Locator): Found {
  const { index } = look;
  const plain = hasOnlyItsName(declared) ? onlyHolder(declared, look) : undefined;
  if (plain !== undefined) return { current: plain, diagnostics: [] };
  const byId = declared.id === undefined ? undefined : index.byId(declared.id);
  if (declared.id !== undefined && byId === undefined) {
    // Whoever is to be absent and is gone needs nothing; the name may have passed to somebody else.
    if (declared.state === 'absent') return { diagnostics: [] };
    return { failed: true, diagnostics: [unknownId(locate, declared, declared.id)] };
  }
  const sets = lookUps(declared, look, byId);
  const [first, ...rest] = sets;
  if (first === undefined) return findPrevious(declared, look, locate);
  const common = rest.length === 0 ? first : first.filter((resource) => rest.every((set) => set.includes(resource)));
  const [only] = common;
  if (only === undefined) {
    const found = sets.flat();
    const keeper = found.map((resource) => look.keeping.get(resource)).find((entry) => entry !== undefined);
    return { failed: true, diagnostics: [contradictingKeys(locate, declared, found, keeper)] };
  }
  if (common.length > 1) return { failed: true, diagnostics: [ambiguousName(locate, declared, common)] };
  return { current: only, diagnostics: hintOfPreviously(declared, index, only, locate) };
}

/** True for an entry that can be found by nothing but its present name. */
export function hasOnlyItsName({ id, previously, attributes }: DeclaredResource): boolean {
  return id === undefined && previously.length === 0 && attributes['externalId'] === undefined;
}

/** The one resource that has the name of an entry and stays with it: nearly everywhere there is no more to be asked. */
function onlyHolder({ type, attributes }: DeclaredResource, { index, leaving }: Look): ScimResource | undefined {
  const name = stringAt(attributes, NAME_ATTRIBUTE[type]);
  const [only, another] = name === undefined || leaving.size > 0 ? [] : index.byName(name);
  return another === undefined ? only : undefined;
}

/** What each written key finds; keys that find nothing say nothing. */
function lookUps(
  declared: DeclaredResource,
  { index, leaving, leavingExternalId }: Look,
  byId: ScimResource | undefined,
): readonly (readonly ScimResource[])[] {
  const name = stringAt(declared.attributes, NAME_ATTRIBUTE[declared.type]);
  const externalId = stringAt(declared.attributes, 'externalId');
  const stays = (givenUpBy: EntriesByResource) => (found: ScimResource) =>
    (givenUpBy.get(found) ?? declared) === declared;
  const byName = name === undefined ? [] : index.byName(name).filter(stays(leaving));
  const byExternalId = externalId === undefined ? [] : index.byExternalId(externalId).filter(stays(leavingExternalId));
  return [byId === undefined ? [] : [byId], byName, byExternalId].filter((set) => set.length > 0);
}

/** `$previously` names one resource at most; whose it is must be beyond doubt. */
function findPrevious(declared: DeclaredResource, look: Look, locate: Locator): Found {
  if (declared.previously.length === 0) return { diagnostics: [] };
  const names = new Map(declared.previously.map((name) => [foldCase(name), name]));
  const found = [...names].map(([folded, name]) => ({ folded, name, resources: heldBy(name, look) }));
  const [first, ...others] = found.filter(({ resources }) => resources.length > 0);
  const [current, ...further] = first?.resources ?? [];
  if (first === undefined || current === undefined) return { diagnostics: [] };
  const failure = (fault: Diagnostic): Found => ({ failed: true, diagnostics: [fault] });
  const all = [first, ...others].flatMap(({ resources }) => resources);
  if (others.length > 0) return failure(severalPrevious(locate, declared, all));
  if (look.claims(first.folded)) return failure(previouslyClaimed(locate, declared, first.name, current));
  return further.length > 0 ? failure(ambiguousName(locate, declared, all)) : { current, diagnostics: [] };
}

/** Whoever has a former name, but for those whom an entry means by `$id`: of them there is no doubt. */
function heldBy(name: string, { index, meant }: Look): readonly ScimResource[] {
  return index.byName(name).filter((resource) => !meant.has(resource));
}

/** `$previously` has done its work once the service knows the resource by its present name. */
function hintOfPreviously(
  declared: DeclaredResource,
  index: CurrentIndex,
  current: ScimResource,
  locate: Locator,
): readonly Diagnostic[] {
  if (declared.previously.length === 0) return [];
  const name = resourceName(declared.type, current);
  const isRenamed = name !== undefined && foldCase(name) === foldCase(declared.name);
  const isFree = declared.previously.every((previous) => index.byName(previous).length === 0);
  return isRenamed && isFree ? [needlessPreviously(locate, declared)] : [];
}
