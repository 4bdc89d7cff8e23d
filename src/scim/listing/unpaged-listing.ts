import type { ScimResource } from '../../model/resource.ts';
import { ListContradiction } from './list-contradiction.ts';
import type { ListPage } from './list-response.ts';
import type { ListingOptions } from './listing-options.ts';

/**
 * Reads a listing once, of a service that answers everything at once: each id once, and as many resources as
 * totalResults says where the service says that.
 * @throws ListContradiction
 */
export async function readUnpaged(
  readAll: () => Promise<ListPage>,
  options: ListingOptions,
): Promise<readonly ScimResource[]> {
  const { resources, totalResults } = await readAll();
  const ids = new Set(resources.map(({ id }) => id));
  if (ids.size < resources.length) throw new ListContradiction(ids.size, totalResults, 'an id comes twice');
  if (totalResults !== undefined && totalResults !== ids.size) {
    throw new ListContradiction(ids.size, totalResults, 'the profile says that everything comes at once');
  }
  options.onPage(ids.size, ids.size);
  return resources;
}
