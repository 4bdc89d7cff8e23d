import type { DeclaredGroup, DeclaredResource } from '../../model/configuration.ts';
import { stringAt } from '../../model/json.ts';
import type { Profile } from '../../model/profile.ts';
import { NAME_ATTRIBUTE, resourceKey, type ScimResource } from '../../model/resource.ts';
import { type CurrentIndex, indexResources } from '../../syntax/current-index.ts';

/** A declared resource, and a current one that it may mean. */
export interface Pair<Declared extends DeclaredResource> {
  readonly declared: Declared;
  readonly current: ScimResource;
}

/** A declared group whose members must be read, and a current one that it may mean. */
export type Target = Pair<DeclaredGroup>;

/** True where a plan compares members, so that they must be read. */
export function managesMembers({ state, members, ignore }: DeclaredGroup): boolean {
  return state === 'present' && members !== undefined && !ignore.includes('members');
}

/** A group of which every member is to be read although nobody declares it. */
export function wholeGroup(current: ScimResource): Target {
  const name = stringAt(current, NAME_ATTRIBUTE.Group) ?? current.id;
  const declared: DeclaredGroup = {
    type: 'Group',
    key: resourceKey('Group', name),
    name,
    id: current.id,
    previously: [],
    state: 'present',
    attributes: {},
    ignore: [],
    members: { mode: 'exact', entries: [] },
    source: { file: '', line: 0 },
    pointer: { file: '', path: [] },
  };
  return { declared, current };
}

/** The declared groups whose members must be read, with the current ones that they may mean. */
export function targetsAmong(
  declared: readonly DeclaredGroup[],
  current: readonly ScimResource[],
  profile: Profile,
): readonly Target[] {
  const isCounted = ({ state }: DeclaredGroup) => state === 'absent' && profile.read.members === 'listed';
  const isMeant = (group: DeclaredGroup) =>
    managesMembers(group) || isCounted(group) || (group.state === 'present' && needsWhole(profile));
  return pairs(declared.filter(isMeant), current);
}

/** True where groups are written whole, so that members which nobody declares must be read too: PUT would clear them. */
export function needsWhole({ patch, read }: Profile): boolean {
  return !patch.supported && read.members === 'listed';
}

/** Pairs declared resources with the current ones that any of their keys fits; which one is meant is the planner's to say. */
export function pairs<Declared extends DeclaredResource>(
  declared: readonly Declared[],
  current: readonly ScimResource[],
): readonly Pair<Declared>[] {
  const [first] = declared;
  if (first === undefined) return [];
  const index = indexResources(first.type, current);
  return declared.flatMap((resource) =>
    fitting(resource, index).map((held) => ({ declared: resource, current: held })),
  );
}

/** What any key of an entry finds, each once. */
function fitting({ type, id, attributes, previously }: DeclaredResource, index: CurrentIndex): readonly ScimResource[] {
  const name = stringAt(attributes, NAME_ATTRIBUTE[type]);
  const externalId = stringAt(attributes, 'externalId');
  const byId = id === undefined ? undefined : index.byId(id);
  const found = [
    ...(byId === undefined ? [] : [byId]),
    ...[...(name === undefined ? [] : [name]), ...previously].flatMap((known) => index.byName(known)),
    ...(externalId === undefined ? [] : index.byExternalId(externalId)),
  ];
  return found.length < 2 ? found : [...new Set(found)];
}
