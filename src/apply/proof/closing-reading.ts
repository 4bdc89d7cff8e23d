import { remainingPages } from '../../directory/request-budget.ts';
import { foldCase, NAME_ATTRIBUTE, type ResourceType, type ScimResource } from '../../model/resource.ts';
import { ServiceError } from '../../scim/answers/service-error.ts';
import { equal } from '../../syntax/filter/filter.ts';
import { printFilter } from '../../syntax/filter/print-filter.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import type { Run } from '../run.ts';

/** What was found by one question, by id. */
export type Found = ReadonlyMap<string, ScimResource>;

/**
 * Lists all resources of a type, if that takes fewer requests than asking for each of `wanted` resources; undefined where it
 * would not, or where the listing fails.
 */
export async function listIfCheaper(type: ResourceType, wanted: number, run: Run): Promise<Found | undefined> {
  const { reading, profile, client, ids } = run;
  const { attributes, pageSize = profile.read.pageSize } = reading?.asking[type] ?? {};
  const passes = profile.read.passes[type];
  const known = (reading?.resources[type].length ?? 0) + ids.size;
  const pages = Math.max(passes.length, Math.ceil(known / pageSize));
  if (passes.length === 0 || wanted <= pages) return undefined;
  const found = new Map<string, ScimResource>();
  let isWhole = true;
  // Where only some were looked up for the plan, there may be many more than are known.
  const goOn = (soFar: Parameters<typeof remainingPages>[0]): boolean => {
    isWhole &&= (remainingPages(soFar) ?? 1) <= wanted;
    return isWhole;
  };
  const query = { pageSize, goOn, ...(attributes === undefined ? {} : { attributes }) };
  try {
    for (const filter of passes) {
      const listed = await client.list(type, { ...query, ...(filter === null ? {} : { filter }) });
      for (const resource of listed) found.set(resource.id, resource);
    }
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
  return isWhole ? found : undefined;
}

/** Whoever goes by a name, where the service can be asked that; undefined where it cannot, or does not answer. */
export async function askByName(type: ResourceType, name: string, run: Run): Promise<Found | undefined> {
  const found = await askWhere(type, NAME_ATTRIBUTE[type], name, run);
  return found && new Map(namesakes(type, name, found).map((resource) => [resource.id, resource]));
}

/** The first page of those of whom an attribute has a value, where the service can be asked that and answers. */
export async function askWhere(
  type: ResourceType,
  attribute: string,
  value: string,
  { profile, client, reading }: Run,
): Promise<readonly ScimResource[] | undefined> {
  if (!profile.read.filters[type].includes(attribute)) return undefined;
  const { attributes, pageSize = profile.read.pageSize } = reading?.asking[type] ?? {};
  const filter = printFilter(equal({ attribute }, value));
  const query = { filter, pageSize, goOn: () => false, ...(attributes === undefined ? {} : { attributes }) };
  try {
    return await client.list(type, query);
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}

/** Reads one resource with what the plan read of it. Throws what the client throws. */
export async function getTouched(type: ResourceType, id: string, { client, reading }: Run): Promise<ScimResource> {
  const { attributes } = reading?.asking[type] ?? {};
  const { resource } = await client.get(type, id, attributes === undefined ? {} : { attributes });
  // Only a conditional read may have no resource, and this is none.
  return resource ?? { id };
}

/** Those among resources that go by a name, whatever its case. */
export function namesakes(
  type: ResourceType,
  name: string,
  resources: Iterable<ScimResource>,
): readonly ScimResource[] {
  const folded = foldCase(name);
  return [...resources].filter((resource) => foldCase(resourceName(type, resource) ?? '') === folded);
}
