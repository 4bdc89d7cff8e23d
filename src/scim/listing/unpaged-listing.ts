import type { ScimResource } from '../../model/resource.ts';
import { addPage, allDistinct, noResources } from './distinct-resources.ts';
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
  const known = noResources();
  const problem = addPage(known, resources);
  const { size } = known.byId;
  if (problem !== undefined) throw new ListContradiction(size, totalResults, `the answer ${problem}`);
  if (totalResults !== undefined && totalResults !== size && totalResults !== known.places) {
    throw new ListContradiction(size, totalResults, 'the profile says that everything comes at once');
  }
  options.onPage(size, size);
  return allDistinct(known, totalResults);
}
