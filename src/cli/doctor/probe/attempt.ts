import { canonicalJson } from '../../../model/json.ts';
import type { Change, Plan, PlannedRequest } from '../../../model/plan.ts';
import type { Profile } from '../../../model/profile.ts';
import type { ResourceType, ScimResource } from '../../../model/resource.ts';
import type { Span } from '../../../model/span.ts';
import { makePlan } from '../../../plan/make-plan.ts';
import { ServiceError } from '../../../scim/answers/service-error.ts';
import { sha256 } from '../../files/sha256.ts';
import { memberIdsOf } from './member-reading.ts';
import { ProbeEnd, type ProbeRun, readById, seeWithin } from './probe-run.ts';
import { onlySubject, type Subject } from './probe-subject.ts';

/** How the service took what was sent. */
export type Outcome =
  | { readonly kind: 'works' }
  /** It answered with an error. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It answered with a success and did not do it. */
  | { readonly kind: 'unkept'; readonly reason: string };

const NOWHERE: Span = {
  file: 'doctor --probe',
  start: { line: 1, column: 1 },
  end: { line: 1, column: 1 },
};

/**
 * Brings the subject about in the dialect of a profile, with the planner that plans for files too, and looks whether it
 * is so afterwards. Second spellings are left out: which one works is the question.
 * @throws ServiceError where even reading fails, ProbeEnd when it is interrupted
 */
export async function attempt(subject: Subject, profile: Profile, run: ProbeRun): Promise<Outcome> {
  const plan = await planFor(subject, profile, run);
  const problem = plan.diagnostics.find(({ severity }) => severity === 'error');
  if (problem !== undefined) return { kind: 'refused', reason: problem.detail ?? problem.summary };
  try {
    for (const change of plan.changes) for (const request of change.requests) await send(request, change, run);
  } catch (error) {
    if (error instanceof ServiceError) return { kind: 'refused', reason: error.message };
    throw error;
  }
  const isDone = ({ changes }: Plan) => changes.length === 0;
  const left = await seeWithin(run, () => planFor(subject, profile, run), isDone);
  const attributes = left.changes.flatMap(differingNames);
  return isDone(left)
    ? { kind: 'works' }
    : { kind: 'unkept', reason: `the service answered with a success and did not keep ${attributes.join(', ')}` };
}

/** The managed attributes that a change would still change; its action where there are none to compare. */
function differingNames({ action, before, after }: Change): readonly string[] {
  if (before === null || after === null) return [action];
  const differs = (name: string) => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null);
  // Members stand in both as what is to be added and removed.
  return Object.keys(after).filter((name) => name === 'members' || differs(name));
}

/** Plans the subject on what the service holds of it now. Throws ServiceError. */
export async function planFor(subject: Subject, profile: Profile, run: ProbeRun): Promise<Plan> {
  const { project, found, target } = run;
  const { schemas } = found;
  const user = found.userId === undefined ? undefined : await readById('User', found.userId, run);
  const group = found.groupId === undefined ? undefined : await groupWithMembers(found.groupId, profile, run);
  const configuration = onlySubject(project.configuration, subject);
  return makePlan({
    configuration,
    directory: { users: user === undefined ? [] : [user], groups: group === undefined ? [] : [group], schemas },
    profile,
    target,
    tool: 'rollcall',
    variables: {},
    targets: [],
    digest: '',
    now: new Date(run.clock.now()).toISOString(),
    locate: () => NOWHERE,
    sha256,
  });
}

async function groupWithMembers(id: string, profile: Profile, run: ProbeRun): Promise<ScimResource | undefined> {
  const group = await readById('Group', id, run);
  if (group === undefined || profile.read.members === 'listed' || profile.read.members === 'unreadable') return group;
  const ids = await memberIdsOf(id, profile.read.members, run);
  return { ...group, members: ids.map((value) => ({ value })) };
}

async function send(
  request: PlannedRequest,
  { resource: { type, id: planned } }: Change,
  run: ProbeRun,
): Promise<void> {
  const { signal, found } = run;
  const { client } = found;
  if (signal.aborted) throw new ProbeEnd('interrupted');
  const id = planned ?? (type === 'User' ? found.userId : found.groupId) ?? '';
  switch (request.method) {
    case 'POST':
      return noteCreated(type, (await client.create(type, request.body)).resource, run);
    case 'PUT':
      await client.put(type, id, request.body);
      return;
    case 'PATCH':
      await client.patch(type, id, request.operations);
      return;
    case 'DELETE':
      await client.delete(type, id);
  }
}

function noteCreated(type: ResourceType, created: ScimResource | undefined, { found }: ProbeRun): void {
  if (type === 'User') found.userId = created?.id;
  else found.groupId = created?.id;
}
