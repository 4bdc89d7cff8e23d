import type { Access, Grant, Person } from '../../model/access/grants.ts';
import { distinctNames, sharedName } from '../../model/access/shared-names.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Directory } from '../../model/directory.ts';
import type { stringAt } from '../../model/json.ts';
import type { Profile } from '../../model/profile.ts';
import { foldCase, type ResourceType } from '../../model/resource.ts';
import { indexDirectory } from '../../syntax/current-index.ts';
import { propertyOf } from '../../syntax/property.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { planContext } from '../context.ts';
import type { Locator } from '../diagnostics/locator.ts';
import { expire } from '../match/expiry.ts';
import { type Match, matchResources } from '../match/match.ts';
import { memberRules } from '../references/member-rules.ts';
import { references } from '../references/resolve-references.ts';
import { type Edge, type Edges, membershipEdges, nodeOf, nodeOfMatch } from './membership-edges.ts';

export interface AccessInput {
  readonly configuration: Configuration;
  /** What the service holds; undefined for the files alone. */
  readonly directory: Directory | undefined;
  readonly profile: Profile;
  /** Base URL of the service, or `sandbox:PROFILE`. */
  readonly target: string;
  /** The moment that `$expires` is compared with, as an instant. */
  readonly now: string;
  readonly locate: Locator;
}

const NOTHING: Directory = { users: [], groups: [], schemas: [] };

/** Finds who is in which group, directly and through others, and why: by the files, by the service, or by both. */
export function findAccess(input: AccessInput): Access {
  const { profile, target, locate, directory = NOTHING } = input;
  const { configuration } = expire(input.configuration, input.now);
  const context = planContext(profile, directory.schemas, target, configuration.service.phoneRegion);
  const index = indexDirectory(directory);
  // Of the files alone nobody can say whose an $id is.
  const matches =
    input.directory === undefined
      ? [...configuration.users, ...configuration.groups].map((declared): Match => ({ declared }))
      : matchResources(configuration, index, profile, locate).matches;
  const known = references(matches, index, new Map(), locate);
  const ruled = memberRules(matches, known, context);
  const edges = membershipEdges({ matches, directory, references: known, ruled, locate });
  const groups = distinctNames(groupNames(matches, directory, edges));
  const people = peopleOf(matches, directory, edges);
  const names = distinctNames(new Map(people.map(({ node, name }) => [node, name])));
  return {
    target: input.directory === undefined ? null : target,
    environment: configuration.environment,
    groups: [...new Set(groups.values())].sort(byText),
    people: people
      .map(({ node, ...person }): Person => {
        const name = names.get(node) ?? person.name;
        return { ...person, name, grants: grantsOf(node, edges, groups) };
      })
      .sort((a, b) => byText(a.name, b.name)),
    unreadable: [...(directory.unreadableMembers ?? new Map<string, string>())].map(([id, reason]) => ({
      group: groups.get(nodeOf('Group', id, id)) ?? known.nameOf(id, 'Group').name,
      reason,
    })),
  };
}

/** As people look names up: case means nothing, unless nothing else tells two apart. */
function byText(a: string, b: string): number {
  const [first, second] = [foldCase(a), foldCase(b)];
  if (first !== second) return first < second ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

/** Every group by its node: those that the files declare, those of the service, and those that are only named. */
function groupNames(matches: readonly Match[], { groups }: Directory, edges: Edges): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const group of groups) names.set(`Group ${group.id}`, resourceName('Group', group) ?? group.id);
  for (const match of matches) {
    const { type, state, name } = match.declared;
    if (type === 'Group' && state === 'present') names.set(nodeOfMatch(match), name);
  }
  for (const node of edges.keys()) {
    if (node.startsWith('group:') && !names.has(node)) names.set(node, node.slice('group:'.length));
  }
  return names;
}

type Found = Omit<Person, 'grants'> & { readonly node: string };

function peopleOf(matches: readonly Match[], { users }: Directory, edges: Edges): readonly Found[] {
  const found = new Map<string, Found>();
  for (const user of users) {
    const name = resourceName('User', user) ?? user.id;
    const node = nodeOf('User', user.id, name);
    const active = propertyOf(user, 'active') !== false;
    found.set(node, { node, name, ...displayNameOf(user), active, held: true });
  }
  for (const match of matches) {
    const { declared } = match;
    if (declared.type !== 'User' || declared.state === 'absent') continue;
    const node = nodeOfMatch(match);
    const held = found.get(node);
    const { name, attributes, source, expires } = declared;
    const active = held?.active ?? attributes['active'] !== false;
    const until = expires === undefined ? {} : { expires };
    found.set(node, {
      ...displayNameOf(attributes),
      ...held,
      node,
      name,
      active,
      held: held !== undefined,
      source,
      ...until,
    });
  }
  // Whom the files or the service only refer to goes by the name, or the id, that they write.
  for (const node of edges.keys()) {
    const [, name] = /^user[: ](.*)$/is.exec(node) ?? [];
    if (name !== undefined && !found.has(node)) found.set(node, { node, name, active: true, held: false });
  }
  return [...found.values()];
}

function displayNameOf(attributes: Parameters<typeof stringAt>[0]): { readonly displayName?: string } {
  const displayName = propertyOf(attributes, 'displayName');
  return typeof displayName === 'string' && displayName !== '' ? { displayName } : {};
}

interface Step {
  readonly via: readonly string[];
  readonly edges: readonly [Edge, ...Edge[]];
}

/** The groups that a person is in, each by the shortest way; groups that hold each other end where they began. */
function grantsOf(person: string, edges: Edges, names: ReadonlyMap<string, string>): readonly Grant[] {
  const reached = new Map<string, Step>();
  for (const [group, edge] of edges.get(person) ?? []) reached.set(group, { via: [], edges: [edge] });
  // A map that grows is gone through to its new end.
  for (const [group, step] of reached) {
    for (const [outer, edge] of edges.get(group) ?? []) {
      if (reached.has(outer)) continue;
      reached.set(outer, { via: [...step.via, names.get(group) ?? group], edges: [...step.edges, edge] });
    }
  }
  return [...reached]
    .map(([group, step]) => grantOf(names.get(group) ?? group, step))
    .sort((a, b) => byText(a.group, b.group));
}

function grantOf(group: string, { via, edges }: Step): Grant {
  const [first] = edges;
  const [expires] = edges.flatMap((edge) => edge.expires ?? []).sort();
  return {
    group,
    via,
    why: first.why,
    ...(expires === undefined ? {} : { expires }),
    held: edges.every(({ held }) => held),
    serviceOnly: edges.some(({ why }) => why.by === 'service'),
  };
}

/** What of it a pattern means: people by userName or displayName with all their groups, groups with all who are in them. */
export function accessMatching(access: Access, matches: (type: ResourceType, name: string) => boolean): Access {
  const isNamed = (type: ResourceType, name: string) =>
    [name, sharedName(name)].some((each) => matches(type, foldCase(each)));
  const isMeant = ({ name, displayName }: Person) =>
    isNamed('User', name) || (displayName !== undefined && matches('User', foldCase(displayName)));
  const people = access.people.flatMap((person): readonly Person[] => {
    if (isMeant(person)) return [person];
    const grants = person.grants.filter(({ group }) => isNamed('Group', group));
    return grants.length === 0 ? [] : [{ ...person, grants }];
  });
  const named = new Set(people.flatMap(({ grants }) => grants.map(({ group }) => group)));
  return { ...access, people, groups: access.groups.filter((group) => named.has(group) || isNamed('Group', group)) };
}
