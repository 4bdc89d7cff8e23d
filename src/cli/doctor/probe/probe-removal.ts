import type { TypeDialect } from '../../../model/profile.ts';
import type { ResourceType, ScimResource } from '../../../model/resource.ts';
import { propertyOf } from '../../../syntax/property.ts';
import { override, type ProbeRun, readById, reasonOf, seeWithin } from './probe-run.ts';

/** Deletes a test resource and notes what the service's DELETE does. Never throws what the service does wrong. */
export async function probeRemoval(type: ResourceType, id: string, run: ProbeRun): Promise<void> {
  const { found, tell } = run;
  const tried = `deleting a ${type === 'User' ? 'user' : 'group'}`;
  const says = found.profile.types[type].delete;
  try {
    await run.found.client.delete(type, id);
    const seen = await seeWithin(
      run,
      () => readDeleted(type, id, run),
      (resource) => resource === undefined || propertyOf(resource, 'active') === false,
    );
    const does = effectOf(
      seen === undefined ? 'gone' : propertyOf(seen, 'active') === false ? 'inactive' : 'there',
      says,
    );
    if (does !== 'none') forget(type, run);
    if (does === says) return tell({ tried, status: 'works', summary: 'as the profile says' });
    override(run, { types: { [type]: { delete: does } } });
    tell({ tried, status: 'overridden', summary: `types.${type}.delete: ${does}` });
  } catch (error) {
    const reason = reasonOf(error);
    if (says === 'none') return tell({ tried, status: 'works', summary: 'as the profile says: there is no DELETE' });
    override(run, { types: { [type]: { delete: 'none' } } });
    tell({ tried, status: 'overridden', summary: `types.${type}.delete: none; ${reason}` });
  }
}

/** What is left of a deleted resource. Some services answer 400 to an id that they do not know. */
async function readDeleted(type: ResourceType, id: string, run: ProbeRun): Promise<ScimResource | undefined> {
  try {
    return await readById(type, id, run);
  } catch (error) {
    reasonOf(error);
    return undefined;
  }
}

function effectOf(seen: 'gone' | 'inactive' | 'there', says: TypeDialect['delete']): TypeDialect['delete'] {
  if (seen === 'there') return 'none';
  if (seen === 'inactive') return 'deactivates';
  // Whether a deletion can be taken back cannot be seen.
  return says === 'irreversible' ? says : 'removes';
}

function forget(type: ResourceType, { found }: ProbeRun): void {
  if (type === 'User') found.userId = undefined;
  else found.groupId = undefined;
}

/**
 * Removes what a probe left, after a failure or Ctrl-C too.
 * @returns sentences about what may remain, for the person who has to look
 */
export async function cleanUp({ found, names }: ProbeRun): Promise<readonly string[]> {
  const left: string[] = [];
  const remove = async (type: ResourceType, id: string | undefined, name: string) => {
    if (id === undefined) return;
    try {
      await found.client.delete(type, id);
    } catch (error) {
      left.push(`${type === 'User' ? 'The user' : 'The group'} ${name} (id ${id}) may remain: ${reasonOf(error)}`);
    }
  };
  if (!found.groupIsBorrowed) await remove('Group', found.groupId, names.groupName);
  await remove('User', found.userId, names.userName);
  return left;
}
