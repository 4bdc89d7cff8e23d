import { isJsonArray, isJsonObject } from '../../model/json.ts';
import type { MembersRequest, Operation } from '../../model/plan.ts';
import { memberIds } from '../../plan/references/member-changes.ts';
import { listRemovals, onlyMembers, removals } from '../../plan/requests/member-requests.ts';
import type { ScimAnswer } from '../../scim/answers/scim-answer.ts';
import { isNotFound, ScimError } from '../../scim/answers/scim-error.ts';
import { call, type OngoingChange, readResource, resourcePath, written } from '../ongoing-change.ts';
import { touchedBy } from '../proof/touched.ts';
import { resourceId } from './fill-pending.ts';
import { BY_LIST, tryRemovalByList } from './remove-by-list.ts';
import { isSpellingRefused } from './second-spellings.ts';
import { spellingHint } from './spelling-hint.ts';
import { type FailedStep, failed, type Step } from './step.ts';
import { isUnknownOutcome, lookUntil, mayTryAgain } from './unknown-outcome.ts';

/** By these a service refuses a request for what is in it, so that a part of it may pass. */
const REFUSALS = new Set([400, 404, 409, 413]);
/** So many refusals without one member that passed are about the request and not about its members. */
const HOPELESS = 5;

/** How far the members of one request have come. */
interface MemberRun {
  readonly request: MembersRequest;
  readonly kind: 'add' | 'remove';
  readonly ids: readonly string[];
  readonly work: OngoingChange;
  readonly refused: { readonly id: string; readonly error: ScimError }[];
  passed: number;
  answer: ScimAnswer | undefined;
  /** Why nothing more is sent to the group. */
  failure: FailedStep | undefined;
}

/**
 * Adds or removes members. It looks before it repeats anything, because some services keep members twice. Where the service
 * refuses the members together, they are halved until those that it refuses stand alone; the others arrive.
 * @param request with the ids of all members
 */
export async function changeMembers(request: MembersRequest, work: OngoingChange): Promise<Step> {
  const { members: who } = request;
  const kind = 'add' in who ? 'add' : 'remove';
  const ids = ('add' in who ? who.add : who.remove).map(String);
  const members: MemberRun = {
    request,
    kind,
    ids,
    work,
    refused: [],
    passed: 0,
    answer: undefined,
    failure: undefined,
  };
  await send(ids, members);
  const { refused, answer, failure } = members;
  if (failure !== undefined) return failure;
  const [first] = refused;
  if (first !== undefined) return refusal(first.error, members);
  return answer === undefined ? { kind: 'done' } : { kind: 'done', answer };
}

async function send(ids: readonly string[], members: MemberRun, attempt = 1): Promise<void> {
  const { work } = members;
  const { change, run } = work;
  const operations = operationsFor(ids, members);
  try {
    const answer = await call({ method: 'PATCH', path: resourcePath(work), body: operations }, work, (options) =>
      run.client.patch(change.resource.type, resourceId(change, run.ids), operations, options),
    );
    members.answer = written(answer, work);
    members.passed += ids.length;
  } catch (error) {
    if (isUnknownOutcome(error)) await repeat(ids, error, members, attempt);
    else if (isSpellingRefused(error) && mayList(members)) await removeByList(ids, error, members);
    else if (error instanceof ScimError && REFUSALS.has(error.status)) await divide(ids, error, members);
    else throw error;
  }
}

/** The answer was lost: looks before it asks again. */
async function repeat(ids: readonly string[], error: unknown, members: MemberRun, attempt: number): Promise<void> {
  const { run } = members.work;
  if (!(await mayTryAgain(attempt, error, run))) throw error;
  const isDone = (left: readonly string[]) => left.length === 0;
  const left = await lookUntil(() => stillToDo(ids, members), isDone, run);
  if (left.length > 0) await send(left, members, attempt + 1);
}

function operationsFor(ids: readonly string[], { request, kind, ids: all, work }: MemberRun): readonly Operation[] {
  const { profile, spellings } = work.run;
  if (request.otherwise !== undefined && spellings.worked.has(BY_LIST)) return listRemovals(ids, profile);
  if (ids.length === all.length) return request.operations;
  return kind === 'add' ? onlyMembers(request.operations, ids) : removals(ids, profile);
}

function mayList({ request, work }: MemberRun): boolean {
  return request.otherwise !== undefined && !work.run.spellings.worked.has(BY_LIST);
}

/** The service takes no filter in a path: one member shows whether it takes a list of ids, by which the others then go. */
async function removeByList(ids: readonly string[], refusal: ScimError, members: MemberRun): Promise<void> {
  const [first] = await stillToDo(ids, members);
  if (first === undefined) return;
  const { change, run } = members.work;
  const nameOf = touchedBy(change, run)?.members.nameOf ?? String;
  const step = await tryRemovalByList(first, refusal, members.work, nameOf);
  if (step.kind === 'failed') members.failure = step;
  if (step.kind !== 'done') return;
  if (step.answer !== undefined) members.answer = step.answer;
  members.passed += 1;
  const left = await stillToDo(ids, members);
  if (left.length > 0) await send(left, members);
}

/** The service refused these members: goes on with those that are not as they should be yet, half by half. */
async function divide(ids: readonly string[], error: ScimError, members: MemberRun): Promise<void> {
  const { refused } = members;
  const isWhole = ids.length === members.ids.length;
  const left = isWhole || ids.length === 1 ? await stillToDo(ids, members) : ids;
  if (left.length === 0) return;
  if (left.length < ids.length) return send(left, members);
  const [only] = left;
  if (only !== undefined && left.length === 1) {
    refused.push({ id: only, error });
    return;
  }
  const middle = Math.ceil(left.length / 2);
  await send(left.slice(0, middle), members);
  if (members.passed > 0 || refused.length < HOPELESS) await send(left.slice(middle), members);
  else for (const id of left.slice(middle)) refused.push({ id, error });
}

/** Those of the members that the group does not hold, or still holds, by what it is now; all where nobody can tell. */
async function stillToDo(ids: readonly string[], { kind, work }: MemberRun): Promise<readonly string[]> {
  if (work.run.profile.read.members !== 'listed') return ids;
  try {
    const held = memberIds(await readResource(work));
    return ids.filter((id) => held.has(id) !== (kind === 'add'));
  } catch (error) {
    if (kind === 'remove' && isNotFound(error)) return [];
    throw error;
  }
}

function refusal(error: ScimError, { request, kind, ids, refused, work }: MemberRun): Step {
  const names = namesOf(work);
  const shown = refused.map(({ id }) => names.get(id) ?? id).join(', ');
  const what = kind === 'add' ? 'to add' : 'to remove';
  const count = ids.length === 1 ? '' : `${refused.length} of ${ids.length} members, `;
  const hint = spellingHint(request.operations, error);
  const detail = hint === undefined ? error.message : `${error.message} ${hint}`;
  return { ...failed(`the service refused ${what} ${count}${shown}`, detail), goesOn: true };
}

/** The members of a change as people know them, by id. */
function namesOf({ change, run }: OngoingChange): ReadonlyMap<string, string> {
  const members = change.after?.['members'];
  const lists = isJsonObject(members) ? [members['add'], members['remove']] : [];
  const all = lists.flatMap((list) => (isJsonArray(list) ? list : [])).filter(isJsonObject);
  return new Map(
    all.map(({ value, name }) => {
      const id = isJsonObject(value) ? run.ids.get(String(value['$pending'])) : value;
      return [String(id), String(name)];
    }),
  );
}
