import type { Change } from '../../model/plan.ts';
import { NAME_ATTRIBUTE } from '../../model/resource.ts';
import { ScimError } from '../../scim/answers/scim-error.ts';
import { heldProperty } from '../../syntax/property.ts';
import { isSaidFalse } from '../../syntax/said-false.ts';
import { failureOf } from '../requests/step.ts';
import { lookUntil } from '../requests/unknown-outcome.ts';
import type { Run } from '../run.ts';
import { askWhere, getTouched } from './closing-reading.ts';
import type { Touched } from './touched.ts';

type Remains = 'gone' | 'inactive' | 'there';

/** Shows that what was deleted is gone, or inactive where DELETE deactivates; a listing shows neither. */
export async function proveDeletion({ change, id, bounds }: Touched, run: Run): Promise<void> {
  const { type } = bounds;
  const isDone = (found: Remains): boolean =>
    found === 'gone' || (found === 'inactive' && run.profile.types[type].delete === 'deactivates');
  const look = async (): Promise<Remains> => {
    try {
      const found = await run.queue.add(() => getTouched(type, id, run));
      return isSaidFalse(heldProperty(found, 'active') ?? null) ? 'inactive' : 'there';
    } catch (error) {
      if (error instanceof ScimError && (isGoneStatus(error) || (await isUnknownId(error, change, id, run))))
        return 'gone';
      throw error;
    }
  };
  try {
    const found = await lookUntil(look, isDone, run);
    if (isDone(found)) return;
    const still = found === 'inactive' ? { found: 'inactive' } : {};
    run.emit({ event: 'not-kept', key: change.key, attributes: [], findings: [{ kind: 'present', ...still }] });
  } catch (error) {
    const { summary, detail } = failureOf(error);
    const failure = { summary: `sent, but not verified: ${summary}`, ...(detail === undefined ? {} : { detail }) };
    run.emit({ event: 'not-read', key: change.key, failure });
  }
}

/** Some services answer 400 for an id that there is not: whether it is that, a search for the id tells, or for the name. */
async function isUnknownId({ status }: ScimError, { resource }: Change, id: string, run: Run): Promise<boolean> {
  if (status !== 400) return false;
  const { type, name } = resource;
  const found = (await askWhere(type, 'id', id, run)) ?? (await askWhere(type, NAME_ATTRIBUTE[type], name, run));
  return found?.every((other) => other.id !== id) === true;
}

/** A web page that says 404 is no proof of anything. */
function isGoneStatus({ status, isWebPage }: ScimError): boolean {
  return (status === 404 || status === 410) && !isWebPage;
}
