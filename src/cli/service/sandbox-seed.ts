import type { Configuration } from '../../model/configuration.ts';
import { dottedName, textsAt } from '../../sandbox/patch/dotted-name.ts';
import type { Seed, ServiceRules } from '../../sandbox/service-rules.ts';
import { undeclaredReferences } from './undeclared-references.ts';

/** What a sandbox starts with, and the same for people, a line each. */
export interface SandboxSeed {
  readonly seed: Seed;
  readonly lines: readonly string[];
}

/**
 * What a project takes to be on the service already: what it refers to without declaring it, and what it declares or
 * names and the service does not let it create.
 */
export function sandboxSeed(configuration: Configuration, rules: ServiceRules): SandboxSeed {
  const { users, groups } = undeclaredReferences(configuration);
  const fixed = rules.types.Group.create ? [] : configuration.groups.filter(({ state }) => state === 'present');
  const named = fixed.map(({ name, previously }) => previously[0] ?? name);
  const names = namesIn(configuration, rules);
  const referred = [...users.map((name) => `user:${name}`), ...groups.map((name) => `group:${name}`)];
  return {
    seed: {
      // Some services have no user without a displayName.
      Users: users.map((userName) => ({ userName, displayName: userName })),
      Groups: [...groups, ...named].map((displayName) => ({ displayName })),
      Names: Object.fromEntries(names),
    },
    lines: [
      ...line('what the project refers to without declaring it', referred),
      ...line(`groups, which ${rules.name} lets nobody create over SCIM`, named),
      ...names.flatMap(([path, known]) => line(`names of ${shortName(path)} that ${rules.name} has to know`, known)),
    ],
  };
}

/** The names that the users of a project have and the service does not know, by attribute. */
function namesIn({ users }: Configuration, { vocabularies }: ServiceRules): readonly [string, readonly string[]][] {
  return Object.entries(vocabularies).map(([path, known]) => {
    const used = users.flatMap(({ attributes }) => textsAt(attributes, dottedName(path)));
    return [path, [...new Set(used)].filter((name) => !known.includes(name))];
  });
}

/** `urn:…:User:routingSkills.name` is `routingSkills`. */
function shortName(path: string): string {
  return dottedName(path).attribute;
}

function line(what: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`It starts with ${what}: ${names.join(', ')}.`];
}
