import type { PlannedRequest } from '../../model/plan.ts';
import { NotSentError } from '../../scim/http/not-sent-error.ts';
import type { ChangeRun } from '../change-run.ts';
import { failureOf } from '../failure.ts';
import { stopReason } from '../run.ts';
import { changeAttributes } from './change-attributes.ts';
import { changeMembers } from './change-members.ts';
import { confirmNamed } from './confirm-created.ts';
import { createResource } from './create-resource.ts';
import { deleteResource } from './delete-resource.ts';
import { fillPending } from './fill-pending.ts';
import { memberRequest } from './member-request.ts';
import { spellingHint } from './spelling-hint.ts';
import { failed, type Step } from './step.ts';

/** Sends one request of a change, with the ids and secrets that are known only now, and settles what became of it. */
export async function sendRequest(request: PlannedRequest, work: ChangeRun): Promise<Step> {
  try {
    return (await confirmNamed(request, work.change, work.run)) ?? (await dispatch(request, work));
  } catch (error) {
    if (error instanceof NotSentError) return { kind: 'skipped', because: stopReason(work.run) };
    const { summary, detail } = failureOf(error);
    const hint = request.method === 'PATCH' ? spellingHint(request.operations, error) : undefined;
    return failed(summary, hint === undefined ? detail : `${detail ?? ''} ${hint}`.trim());
  }
}

async function dispatch(request: PlannedRequest, work: ChangeRun): Promise<Step> {
  const { ids } = work.run;
  if (request.method === 'POST') return createResource(request.body, work);
  if (request.method === 'DELETE') return deleteResource(work);
  if (request.method === 'PATCH') {
    const filled = request.operations.map((operation) => ({ ...fillPending(operation, ids), op: operation.op }));
    const members = memberRequest(filled);
    if (members !== undefined) return changeMembers(members, work);
  }
  const isPrompt = request.dependsOn === undefined || request.dependsOn.length === 0;
  return work.progress.attributesSent && isPrompt ? { kind: 'done' } : changeAttributes(request, work);
}
