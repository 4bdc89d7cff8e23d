import { foldCase, NAME_ATTRIBUTE, PLURAL, type ResourceType, type ScimResource } from '../model/resource.ts';
import { isNotFound, ScimError } from '../scim/answers/scim-error.ts';
import type { ListingSoFar } from '../scim/listing/listing-options.ts';
import { equal } from '../syntax/filter/filter.ts';
import { printFilter } from '../syntax/filter/print-filter.ts';
import { propertyOf } from '../syntax/property.ts';
import type { Keys } from './asking/keys.ts';
import type { Reader } from './reader.ts';

/** How many requests it takes to look everything up; undefined where the service cannot look up what is needed. */
export function lookUpCost(type: ResourceType, keys: Keys, { profile }: Reader): number | undefined {
  const works = new Set(profile.read.filters[type]);
  const { ids, names, formerNames, externalIds } = keys;
  const isPossible = works.has(NAME_ATTRIBUTE[type]) && (externalIds.size === 0 || works.has('externalId'));
  return isPossible ? ids.size + names.size + formerNames.size + externalIds.size : undefined;
}

/**
 * Looks up all keys, one request each.
 * @returns undefined where that is no proof of what there is: a name was not found and filters may respect case, or
 * the service ignores filters
 */
export async function lookUp(
  type: ResourceType,
  keys: Keys,
  reader: Reader,
): Promise<readonly ScimResource[] | undefined> {
  const name = NAME_ATTRIBUTE[type];
  const by = (attribute: string, value: string, fits: (held: unknown) => boolean) =>
    find(type, attribute, value, fits, reader);
  const named = (text: string) =>
    by(name, text, (held) => typeof held === 'string' && foldCase(held) === foldCase(text));
  // One is asked before the others, because a service that refuses one filter refuses all of them.
  const [first] = keys.names.values();
  const tried = first === undefined ? [] : await named(first);
  if (tried === undefined) return undefined;
  const [ids, names, formerNames, externalIds] = await Promise.all([
    Promise.all([...keys.ids].map((id) => findById(type, id, reader))),
    Promise.all([...keys.names.values()].map((name) => (name === first ? tried : named(name)))),
    Promise.all([...keys.formerNames.values()].map(named)),
    Promise.all([...keys.externalIds].map((id) => by('externalId', id, (held) => held === id))),
  ]);
  const found = [...ids, ...names, ...formerNames, ...externalIds];
  if (!found.every((each) => each !== undefined)) return undefined;
  if (!reader.profile.read.filtersFoldCase[type] && names.some((each) => each?.length === 0)) return undefined;
  return found.flat();
}

/** Gets resources by id, none where there is none. */
export async function findById(
  type: ResourceType,
  id: string,
  { client, profile, asking, signal }: Reader,
): Promise<readonly ScimResource[]> {
  const { attributes } = asking[type];
  const query = { signal, ...(attributes === undefined ? {} : { attributes }) };
  if (profile.read.filters[type].includes('id')) {
    const filter = printFilter(equal({ attribute: 'id' }, id));
    return (await client.list(type, { ...query, filter })).filter((resource) => resource.id === id);
  }
  try {
    const { resource } = await client.get(type, id, query);
    return resource === undefined ? [] : [resource];
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

/** What services answer to filters that they do not take. */
const REFUSALS = new Set([400, 403, 501]);

/** Undefined where the service answers with what was not asked for, or refuses the filter. */
async function find(
  type: ResourceType,
  attribute: string,
  value: string,
  fits: (held: unknown) => boolean,
  { client, asking, signal, hints }: Reader,
): Promise<readonly ScimResource[] | undefined> {
  const filter = printFilter(equal({ attribute }, value));
  let isFiltered = true;
  const goOn = ({ read, total }: ListingSoFar): boolean => {
    // Several pages of one name: the filter has no effect, and the rest is of no use.
    if (read !== total) isFiltered = false;
    return false;
  };
  const found = await client.list(type, { ...asking[type], filter, signal, goOn }).catch((error: unknown) => {
    if (!(error instanceof ScimError) || !REFUSALS.has(error.status)) throw error;
    hints.add(refusedHint(type, attribute, error));
    return undefined;
  });
  return found !== undefined && isFiltered && found.every((resource) => fits(propertyOf(resource, attribute)))
    ? found
    : undefined;
}

function refusedHint(type: ResourceType, attribute: string, { status, detail }: ScimError): string {
  return `the service refuses to look ${PLURAL[type]} up by "${attribute} eq …" (${status}: ${detail}), so that they are listed instead. Set service.dialect.read.filters.${type} to the attributes that it can be asked by, or to [].`;
}
