import { memberIds } from '../../plan/references/member-changes.ts';
import { listRemovals } from '../../plan/requests/member-requests.ts';
import { ScimError } from '../../scim/answers/scim-error.ts';
import { call, type OngoingChange, readResource, resourcePath, written } from '../ongoing-change.ts';
import type { Run } from '../run.ts';
import { resourceId } from './fill-pending.ts';
import { noteWorked, type SpellingSetting } from './second-spellings.ts';
import { failed, type Step } from './step.ts';
import { lookUntil } from './unknown-outcome.ts';

/** The setting by which members are removed by the list of their ids. */
export const BY_LIST: SpellingSetting = 'members.removal: valueList';

/**
 * Tries to remove members by the list of their ids, on one member alone, and looks who is gone afterwards: some services
 * overlook the list and remove everybody. One change of a run tries it, the others wait for what it finds.
 * @param id of the member
 * @param refusal why the service does not take a filter in the path
 * @param nameOf a member as people know it
 */
export function tryRemovalByList(
  id: string,
  refusal: ScimError,
  work: OngoingChange,
  nameOf: (id: string) => string,
): Promise<Step> {
  return inTurn(work.run, async () => {
    const { worked, harmful } = work.run.spellings;
    if (worked.has(BY_LIST)) return { kind: 'done' };
    if (harmful.has(BY_LIST)) return failed(`the service refused to remove ${nameOf(id)}`, harmWords(refusal));
    return tryOn(id, refusal, work, nameOf);
  });
}

async function tryOn(
  id: string,
  refusal: ScimError,
  work: OngoingChange,
  nameOf: (id: string) => string,
): Promise<Step> {
  const { run } = work;
  const before = memberIds(await readResource(work));
  const answer = await sendList(id, work);
  if (answer instanceof ScimError) {
    return failed(
      `the service refused to remove ${nameOf(id)}, by filter and by a list of ids`,
      `${refusal.message} ${answer.message} If it takes PUT, set service.dialect.patch.supported to false.`,
    );
  }
  const after = await lookUntil(
    async () => memberIds(await readResource(work)),
    (held) => !held.has(id),
    run,
  );
  const lost = [...before].filter((other) => other !== id && !after.has(other));
  if (lost.length > 0) {
    run.spellings.harmful.add(BY_LIST);
    const names = lost.map(nameOf).join(', ');
    return failed(`the service was asked to remove ${nameOf(id)} and removed ${names} too`, harmWords(refusal));
  }
  if (after.has(id)) {
    return failed(
      `the service answered the removal of ${nameOf(id)} with a success and did not do it`,
      `${refusal.message} A list of ids, which service.dialect.members.removal names valueList, does nothing there.`,
    );
  }
  noteWorked([BY_LIST], run);
  return { kind: 'done', answer };
}

/** The refusal is an answer here, and no end. */
async function sendList(id: string, work: OngoingChange) {
  const { change, run } = work;
  const operations = listRemovals([id], run.profile);
  try {
    const answer = await call({ method: 'PATCH', path: resourcePath(work), body: operations }, work, (options) =>
      run.client.patch(change.resource.type, resourceId(change, run.ids), operations, options),
    );
    return written(answer, work);
  } catch (error) {
    if (error instanceof ScimError && error.status < 500) return error;
    if (error instanceof ScimError && error.status === 501) return error;
    throw error;
  }
}

function harmWords({ message }: ScimError): string {
  return `${message} A list of ids takes others with it there, so that nothing more is sent. Set service.dialect.members.removal to valuePath, and where the service takes PUT patch.supported to false; the next plan puts back who is lost.`;
}

function inTurn(run: Run, attempt: () => Promise<Step>): Promise<Step> {
  const turn = run.spellings.trying.then(attempt);
  run.spellings.trying = turn.then(
    () => undefined,
    () => undefined,
  );
  return turn;
}
