import type { Access, Grant, Person } from '../../model/access/grants.ts';
import { foldCase } from '../../model/resource.ts';

/** Who has what in one environment. */
export interface EnvironmentAccess {
  readonly environment: string;
  readonly access: Access;
}

/**
 * Who has what in several environments: each person once, with the account in each as `ENVIRONMENT` and the groups there as
 * `ENVIRONMENT: GROUP`. Whoever is active in one is active.
 * @param missing environments of which nothing is known: who has nothing here may have something there
 */
export function mergeAccess(all: readonly EnvironmentAccess[], missing: readonly string[] = []): Access {
  const named = all.map(({ environment, access }) => inEnvironment(environment, access));
  const people = named.flatMap((access) => access.people);
  const merged = [...Map.groupBy(people, ({ name }) => foldCase(name)).values()].flatMap(onePerson);
  return {
    target: targetOf(all, missing.length),
    environment: [
      all.map(({ environment }) => environment).join(', '),
      ...(missing.length === 0 ? [] : [`without ${missing.join(', ')}`]),
    ].join(' '),
    groups: named.flatMap(({ groups }) => groups).sort(),
    people: merged.sort((a, b) => (a.name < b.name ? -1 : 1)),
    unreadable: named.flatMap(({ unreadable }) => unreadable),
  };
}

/** Files alone, sandboxes, or so many services. */
function targetOf(all: readonly EnvironmentAccess[], missing: number): string | null {
  const target = all[0]?.access.target ?? null;
  return target === null || target.startsWith('sandbox:') ? target : servicesOf(all.length, missing);
}

function servicesOf(known: number, missing: number): string {
  return missing === 0 ? `${known} services` : `${known} of ${known + missing} services`;
}

function inEnvironment(environment: string, { groups, people, unreadable, ...rest }: Access): Access {
  const nameOf = (group: string) => `${environment}: ${group}`;
  const accounts = new Map(people.map((person) => [person, accountOf(environment, person)]));
  return {
    ...rest,
    groups: [...new Set([...accounts.values()].map(({ group }) => group)), ...groups.map(nameOf)],
    people: people.map((person) => ({
      ...person,
      grants: [
        ...[accounts.get(person)].filter((grant) => grant !== undefined),
        ...person.grants.map((grant) => ({ ...grant, group: nameOf(grant.group), via: grant.via.map(nameOf) })),
      ],
    })),
    unreadable: unreadable.map(({ group, reason }) => ({ group: nameOf(group), reason })),
  };
}

/** The account itself, which is there without any group. */
function accountOf(environment: string, { active, expires, source, held }: Person): Grant {
  return {
    group: active ? environment : `${environment} (inactive)`,
    via: [],
    why: source === undefined ? { by: 'service' } : { by: 'file', source },
    ...(expires === undefined ? {} : { expires }),
    held,
    serviceOnly: source === undefined,
  };
}

/** What several services say of one; who is declared in one of them is spelt so. */
function onePerson(same: readonly Person[]): readonly Person[] {
  const person = same.find(({ source }) => source !== undefined) ?? same[0];
  if (person === undefined) return [];
  return [
    {
      ...person,
      active: same.some(({ active }) => active),
      held: same.some(({ held }) => held),
      grants: same.flatMap(({ grants }) => grants),
    },
  ];
}
