import type { JsonObject } from '../../model/json.ts';
import { foldCase, NAME_ATTRIBUTE, type ScimResource } from '../../model/resource.ts';
import type { ScimError } from '../../scim/answers/scim-error.ts';
import { ServiceError } from '../../scim/answers/service-error.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import type { OngoingChange } from '../ongoing-change.ts';
import { wasRead } from '../run.ts';
import { isCalled, listAll, lookUp } from './look-up-created.ts';
import { failed, type Step } from './step.ts';

/** Somebody made it since the plan was made: adopting it would take over a resource that nobody reviewed. */
export const APPEARED = 'appeared after the plan was made; plan again';

/** Says what stands in the way of a creation that the service refuses as taken (409), by looking. */
export async function nameConflict(sent: JsonObject, refusal: ScimError, work: OngoingChange): Promise<Step> {
  const { run, change } = work;
  const { type } = change.resource;
  try {
    const found = await lookUp(sent, work);
    // A filter that respects case misses a name in another case.
    const isSure = found.length > 0 || run.profile.read.filtersFoldCase[type];
    const [holder] = isSure ? found : await listHolders(sent, work);
    return holder === undefined ? reserved(refusal) : taken(sent, holder, refusal, work);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return failed(
      'the service says that it exists already, and it could not be looked for',
      `${refusal.message} ${error.message}`,
    );
  }
}

function reserved({ message }: ScimError): Step {
  return failed(
    'the service says that it exists already, and shows nobody of that name: the name is reserved, perhaps by a deleted account',
    `${message} Restore or purge that account on the service, or choose another name.`,
  );
}

/** Whoever of all goes by the name, else by the name with something in front: `PRIMARY/manager` for `manager`. */
async function listHolders(sent: JsonObject, work: OngoingChange): Promise<readonly ScimResource[]> {
  const { type } = work.change.resource;
  const all = await listAll(work);
  const found = all.filter((resource) => isCalled(type, resource, sent));
  const end = foldCase(String(sent[NAME_ATTRIBUTE[type]]));
  const isPrefixed = (resource: ScimResource) => {
    const name = foldCase(resourceName(type, resource) ?? '');
    return name.endsWith(`/${end}`) || name.endsWith(`\\${end}`);
  };
  return found.length > 0 ? found : all.filter(isPrefixed);
}

function taken(sent: JsonObject, holder: ScimResource, { message }: ScimError, { run, change }: OngoingChange): Step {
  const { type } = change.resource;
  const held = resourceName(type, holder) ?? holder.id;
  const wanted = String(sent[NAME_ATTRIBUTE[type]]);
  const about = `It has the id ${holder.id}. ${message}`;
  if (foldCase(held) !== foldCase(wanted) && foldCase(held).endsWith(foldCase(wanted))) {
    return failed(`is there already as "${held}": write this name`, about);
  }
  if (foldCase(held) !== foldCase(wanted)) {
    return failed(`its externalId belongs to "${held}"`, about);
  }
  if (held !== wanted) return failed(`is there already in another case: write "${held}"`, about);
  if (wasRead(run, change, holder.id))
    return failed('was there before, and the plan did not take it for this one', about);
  return failed(APPEARED, about);
}
