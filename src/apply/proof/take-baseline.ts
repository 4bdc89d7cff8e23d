import type { Baseline } from '../../model/apply-event.ts';
import { isJsonArray } from '../../model/json.ts';
import type { Change, Plan } from '../../model/plan.ts';
import type { ScimResource } from '../../model/resource.ts';
import { ServiceError } from '../../scim/answers/service-error.ts';
import { propertyOf } from '../../syntax/property.ts';
import type { Run } from '../run.ts';
import { getTouched } from './closing-reading.ts';
import { type FirstReading, firstRead } from './first-reading.ts';

/** So many resources are worth a request each before the first write. */
const MOST_READ_AGAIN = 50;

/**
 * Notes what each resource is before the first write: as this process read it, or, where somebody was asked in between or
 * its members were left out, as it is read now, if those are few.
 */
export async function takeBaseline({ changes }: Plan, run: Run): Promise<void> {
  const { reading } = run;
  if (reading === undefined) return;
  const existing = changes.filter(({ action, resource }) => action !== 'delete' && resource.id !== undefined);
  const needed = reading.isFresh ? existing.filter((change) => lacksMembers(change, reading, run)) : existing;
  const again = needed.length <= MOST_READ_AGAIN ? new Set(needed) : new Set<Change>();
  await Promise.all(
    existing.map(async (change) => {
      const { type, id = '' } = change.resource;
      const held = firstRead(reading, type, id);
      const trail = run.trails.get(change.key);
      if (trail !== undefined) trail.baseline = again.has(change) ? await readNow(change, held, run) : held;
    }),
  );
}

/** What the comparison can know of, for the summary. */
export function baselineOf({ changes }: Plan, { reading }: Run): Baseline {
  if (reading === undefined) return 'managed attributes only';
  const touched = new Set(changes.filter(({ action }) => action !== 'delete').map(({ resource }) => resource.type));
  const isWhole = [...touched].every((type) => reading.asking[type].attributes === undefined);
  return isWhole ? 'whole resources' : 'managed attributes only';
}

/** Groups of whose members nothing is planned may have been listed without them. */
function lacksMembers({ resource, before }: Change, reading: FirstReading, { profile }: Run): boolean {
  if (resource.type !== 'Group' || profile.read.members !== 'listed' || before?.['members'] !== undefined) return false;
  const held = firstRead(reading, 'Group', resource.id ?? '');
  return held !== undefined && !isJsonArray(propertyOf(held, 'members'));
}

/** What cannot be read now is as it was read before; the write will show what is wrong. */
async function readNow(
  { resource: { type, id = '' } }: Change,
  held: ScimResource | undefined,
  run: Run,
): Promise<ScimResource | undefined> {
  try {
    return await run.queue.add(() => getTouched(type, id, run));
  } catch (error) {
    if (error instanceof ServiceError) return held;
    throw error;
  }
}
