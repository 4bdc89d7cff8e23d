import type { ScimResource } from '../../model/resource.ts';
import { isNotFound } from '../../scim/answers/scim-error.ts';
import { type OngoingChange, readResource } from '../ongoing-change.ts';
import { lookUntil } from './unknown-outcome.ts';

/** Reads a resource that was written just now, which not everybody may see yet. Throws what the client throws. */
export async function readNewResource(work: OngoingChange): Promise<ScimResource> {
  const found = await lookUntil(
    () =>
      readResource(work).catch((error: unknown) => {
        if (isNotFound(error)) return error;
        throw error;
      }),
    (seen) => !(seen instanceof Error),
    work.run,
  );
  if (found instanceof Error) throw found;
  return found;
}
