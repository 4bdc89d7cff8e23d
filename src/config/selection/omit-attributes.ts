import { extensionAlias, isExtension, RFC_ATTRIBUTES } from '../../model/attribute-table.ts';
import type { DeclaredResource } from '../../model/configuration.ts';
import { PLURAL } from '../../model/resource.ts';
import { GENERIC } from '../../profiles/generic.ts';
import { PROFILES } from '../../profiles/profiles.ts';
import * as problems from '../problems/problems.ts';
import type { Problem } from '../problems/report.ts';
import type { FileResources } from '../resources/read-resources.ts';
import type { Omitted } from './read-omit.ts';

/**
 * Marks what the service is not sent: what `omit` names, and extensions of other services, of which one hint each is given.
 * The values stay, since rules, policies and `select` judge by them.
 * @param profile the name of the service's profile
 * @param hint takes a hint, with the first entry that it is about
 */
export function omitAttributes(
  { users, groups }: FileResources,
  omit: Omitted,
  profile: string,
  hint: (problem: Problem, entry: DeclaredResource) => void,
): FileResources {
  const foreign = foreignExtensions(profile);
  const declarers = new Map<string, DeclaredResource[]>();
  const marked = <T extends DeclaredResource>(entry: T): T => {
    const own = omit[entry.type];
    const others = Object.keys(entry.attributes).filter((name) => isExtension(name) && foreign.has(name.toLowerCase()));
    const unsaid = others.filter((name) => !own.includes(name));
    for (const name of unsaid) noteIn(declarers, name, entry);
    const left = [...(entry.omit ?? []), ...own, ...unsaid];
    return left.length === 0 ? entry : { ...entry, omit: left };
  };
  const resources = { users: users.map(marked), groups: groups.map(marked) };
  const title = PROFILES.get(profile)?.title ?? profile;
  for (const [urn, entries] of declarers) {
    const [first] = entries;
    if (first === undefined) continue;
    hint(problems.foreignExtension(extensionAlias(urn), entries.length, title, PLURAL[first.type]), first);
  }
  return resources;
}

function noteIn(declarers: Map<string, DeclaredResource[]>, urn: string, entry: DeclaredResource): void {
  const known = declarers.get(urn);
  if (known === undefined) declarers.set(urn, [entry]);
  else known.push(entry);
}

/** URNs, in lower case, that the profiles of other services describe and this one does not. */
function foreignExtensions(profile: string): ReadonlySet<string> {
  const own = PROFILES.get(profile) ?? GENERIC;
  // Generic stands for whatever service it is, so that nothing is another one's.
  if (own === GENERIC) return new Set();
  const described = [...PROFILES.values()].flatMap(({ schemas }) => schemas.map(({ id }) => id.toLowerCase()));
  const known = new Set([...own.schemas.map(({ id }) => id.toLowerCase()), ...rfcSchemas()]);
  return new Set(described.filter((urn) => !known.has(urn)));
}

function rfcSchemas(): readonly string[] {
  return Object.values(RFC_ATTRIBUTES).flatMap(({ schema, extensions }) => [
    schema.toLowerCase(),
    ...extensions.keys(),
  ]);
}
