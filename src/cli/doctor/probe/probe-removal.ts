import type { TypeDialect } from '../../../model/profile.ts';
import type { ResourceType, ScimResource } from '../../../model/resource.ts';
import { ScimError } from '../../../scim/answers/scim-error.ts';
import { propertyOf } from '../../../syntax/property.ts';
import { override, type ProbeRun, readById, reasonOf, seeWithin } from './probe-run.ts';

/**
 * Deletes a test resource and notes what the service's DELETE does, or that there is none.
 * @throws ServiceError where the service cannot be asked, or does not tell what is left
 */
export async function probeRemoval(type: ResourceType, id: string, run: ProbeRun): Promise<void> {
  const { found, tell } = run;
  const tried = `deleting a ${type === 'User' ? 'user' : 'group'}`;
  const says = found.profile.types[type].delete;
  const refused = await refusalOf(() => found.client.delete(type, id));
  const does = refused === undefined ? effectOf(await whatIsLeft(type, id, run), says) : 'none';
  if (does !== 'none') forget(type, run);
  if (does === says) return tell({ tried, status: 'works', summary: 'as the profile says' });
  override(run, { types: { [type]: { delete: does } } });
  const reason = refused === undefined ? '' : `; ${refused}`;
  tell({ tried, status: 'overridden', summary: `types.${type}.delete: ${does}${reason}` });
}

/** What the service says against a request; undefined where it takes it. Throws where there is no answer. */
async function refusalOf(send: () => Promise<void>): Promise<string | undefined> {
  try {
    await send();
    return undefined;
  } catch (error) {
    if (error instanceof ScimError) return error.message;
    throw error;
  }
}

type Left = 'gone' | 'inactive' | 'there';

async function whatIsLeft(type: ResourceType, id: string, run: ProbeRun): Promise<Left> {
  const look = async (): Promise<Left> => {
    const seen = await readDeleted(type, id, run);
    if (seen === undefined) return 'gone';
    return propertyOf(seen, 'active') === false ? 'inactive' : 'there';
  };
  return seeWithin(run, look, (left) => left !== 'there');
}

/** A deleted resource; undefined where it is gone. Some services answer 400 to an id that they do not know. */
async function readDeleted(type: ResourceType, id: string, run: ProbeRun): Promise<ScimResource | undefined> {
  try {
    return await readById(type, id, run);
  } catch (error) {
    if (error instanceof ScimError && (error.status === 400 || error.status === 410)) return undefined;
    throw error;
  }
}

function effectOf(seen: Left, says: TypeDialect['delete']): TypeDialect['delete'] {
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
