import type { PlannedRequest } from '../../model/plan.ts';
import { NotSentError } from '../../scim/http/not-sent-error.ts';
import type { OngoingChange } from '../ongoing-change.ts';
import { stopReason } from '../run.ts';
import { changeAttributes } from './change-attributes.ts';
import { changeMembers } from './change-members.ts';
import { confirmNamed } from './confirm-created.ts';
import { createResource } from './create-resource.ts';
import { deleteResource } from './delete-resource.ts';
import { fillRequest } from './fill-pending.ts';
import { spellingHint } from './spelling-hint.ts';
import { failed, failureOf, type Step } from './step.ts';

/** Sends one request of a change, with the ids and secrets that are known only now, and settles what became of it. */
export async function sendRequest(request: PlannedRequest, work: OngoingChange): Promise<Step> {
  try {
    return (await confirmNamed(request, work.change, work.run)) ?? (await dispatch(request, work));
  } catch (error) {
    if (error instanceof NotSentError) return { kind: 'skipped', because: stopReason(work.run) };
    const { summary, detail } = failureOf(error);
    const hint = request.method === 'PATCH' ? spellingHint(request.operations, error) : undefined;
    return failed(summary, hint === undefined ? detail : `${detail ?? ''} ${hint}`.trim());
  }
}

function dispatch(planned: PlannedRequest, work: OngoingChange): Promise<Step> {
  const request = fillRequest(planned, work.run.ids);
  switch (request.purpose) {
    case 'create':
      return createResource(request.body, work);
    case 'delete':
      return deleteResource(work);
    case 'members':
      return changeMembers(request, work);
    case 'attributes': {
      const isPrompt = request.dependsOn === undefined || request.dependsOn.length === 0;
      if (work.progress.attributesSent && isPrompt) return Promise.resolve({ kind: 'done' });
      return changeAttributes(request, work);
    }
    default:
      return request satisfies never;
  }
}
