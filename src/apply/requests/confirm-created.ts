import type { Change, PlannedRequest } from '../../model/plan.ts';
import { pendingKeys } from '../../plan/references/pending-keys.ts';
import { isNotFound } from '../../scim/answers/scim-error.ts';
import { ServiceError } from '../../scim/answers/service-error.ts';
import { askByName, getTouched, listIfCheaper } from '../proof/closing-reading.ts';
import { noteCreated, type Run, wasRead } from '../run.ts';
import { failed, type Step } from './step.ts';
import { lookUntil } from './unknown-outcome.ts';

/**
 * Makes sure that whatever a request names by an id that this run was given is really there, before it is named: by one
 * listing or a GET each, whichever is fewer. Undefined where all are; else why the request must not be sent.
 */
export async function confirmNamed(request: PlannedRequest, change: Change, run: Run): Promise<Step | undefined> {
  const keys = namedKeys(request, change);
  if (keys.every((key) => run.confirmed.has(key))) return firstDoubt(keys, run);
  // One after the other, so that one listing does for all who wait.
  const turn = run.confirming.then(() => confirmAll(keys, run));
  run.confirming = turn.catch(() => undefined);
  await turn;
  return firstDoubt(keys, run);
}

/** The keys of created resources that a request names: in what it sends, and as its own target. */
function namedKeys(request: PlannedRequest, { key, action }: Change): readonly string[] {
  const sent = request.method === 'DELETE' ? null : request.method === 'PATCH' ? request.operations : request.body;
  const own = action === 'create' && request.method !== 'POST' ? [key] : [];
  return [...new Set([...own, ...pendingKeys(sent)])];
}

function firstDoubt(keys: readonly string[], { confirmed }: Run): Step | undefined {
  const [doubt] = keys.flatMap((key) => confirmed.get(key) ?? []);
  return doubt === undefined ? undefined : failed(doubt, 'It is not named anywhere. Plan again.');
}

async function confirmAll(keys: readonly string[], run: Run): Promise<void> {
  const open = keys.flatMap((key) => (run.confirmed.has(key) ? [] : (run.changes.get(key) ?? [])));
  for (const type of ['User', 'Group'] as const) {
    const all = open.filter(({ resource }) => resource.type === type);
    const listed = all.length === 0 ? undefined : await listIfCheaper(type, all.length, run);
    await Promise.all(
      all.map(async (change) => {
        const id = run.ids.get(change.key);
        const isThere = id !== undefined && listed?.has(id) === true;
        run.confirmed.set(change.key, isThere ? null : await doubtOf(change, id, run));
      }),
    );
  }
}

/** Why a creation cannot be taken for one; null where it is there. */
async function doubtOf(change: Change, id: string | undefined, run: Run): Promise<string | null> {
  const { type } = change.resource;
  if (id === undefined) return `needs ${change.key}, of which no id is known`;
  const look = () =>
    run.queue.add(() =>
      getTouched(type, id, run).then(
        () => true,
        (error: unknown) => {
          if (isNotFound(error)) return false;
          throw error;
        },
      ),
    );
  try {
    if (await lookUntil(look, (isThere) => isThere, run)) {
      noteCreated(change, id, run);
      return null;
    }
  } catch (error) {
    if (error instanceof ServiceError) return `needs ${change.key}, which could not be looked for: ${error.message}`;
    throw error;
  }
  return await otherId(change, id, run);
}

/** Some services answer with another id than the resource gets: whoever goes by the name and is new is the one. */
async function otherId(change: Change, id: string, run: Run): Promise<string | null> {
  const { type, name } = change.resource;
  const found = await askByName(type, name, run);
  const [only, ...more] = [...(found?.keys() ?? [])].filter((other) => !wasRead(run, change, other));
  if (only === undefined || more.length > 0) {
    return `needs ${change.key}, which the service said that it created, with the id ${id}, and does not show`;
  }
  noteCreated(change, only, run);
  return null;
}
