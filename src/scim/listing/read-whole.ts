import type { ScimResource } from '../../model/resource.ts';
import { IncompleteListError } from './incomplete-list-error.ts';
import { ListContradiction } from './list-contradiction.ts';
import type { ListingOptions } from './listing-options.ts';

const MOST_READINGS = 4;
const PAUSE_MS = 200;

/**
 * Reads a listing, and reads it again where it contradicts itself, at most 3 times.
 * @param readOnce throws ListContradiction
 * @throws IncompleteListError if the last reading contradicts itself too
 */
export async function readWhole(
  readOnce: () => Promise<readonly ScimResource[]>,
  { clock, request }: ListingOptions,
): Promise<readonly ScimResource[]> {
  for (let reading = 1; ; reading += 1) {
    try {
      return await readOnce();
    } catch (error) {
      if (!(error instanceof ListContradiction)) throw error;
      if (reading === MOST_READINGS) throw new IncompleteListError(request, error, reading);
      await clock.sleep(PAUSE_MS * reading);
    }
  }
}
