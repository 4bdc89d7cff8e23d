import type { Failure } from '../model/apply-event.ts';
import { isJsonArray, isJsonObject } from '../model/json.ts';
import type { ManagedAttributes } from '../model/plan.ts';
import type { ScimResource } from '../model/resource.ts';
import { notKept } from '../plan/requests/unkept-attributes.ts';
import type { ScimAnswer } from '../scim/answers/scim-answer.ts';
import { isNotFound } from '../scim/answers/scim-error.ts';
import { type OngoingChange, readResource, withKnownIds } from './ongoing-change.ts';
import { failureOf } from './requests/step.ts';
import { lookUntil } from './requests/unknown-outcome.ts';
import type { Run } from './run.ts';

/** What a comparison with the plan found, or why there is none. */
export type Verdict =
  | { readonly kind: 'compared'; readonly notKept: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: Failure };

const KEPT: Verdict = { kind: 'compared', notKept: [] };

/**
 * Compares the resource with the plan, once all requests of the change were sent. The last answer is believed
 * where it shows everything kept; in any doubt the resource is read again, for as long as a write may take until everybody
 * can read it. A deleted resource is not looked for.
 */
export async function verifyChange(work: OngoingChange, answer: ScimAnswer | undefined): Promise<Verdict> {
  const { run, change } = work;
  const after = expected(work);
  if (after === null) return KEPT;
  const differing = (resource: ScimResource) =>
    notKept(isCut(resource, run) ? withoutMembers(after) : after, change.resource.type, resource, run.context);
  const shown = answer?.resource;
  if (shown !== undefined && showsMembers(after, shown) && differing(shown).length === 0) return KEPT;
  try {
    const lacking = await lookUntil(
      async () => differing(await readNewResource(work)),
      ({ length }) => length === 0,
      run,
    );
    return { kind: 'compared', notKept: lacking };
  } catch (error) {
    const { summary, detail } = failureOf(error);
    const failure = { summary: `sent, but not verified: ${summary}`, ...(detail === undefined ? {} : { detail }) };
    return { kind: 'failed', failure };
  }
}

/** Reads a resource that was written just now, which not everybody may see yet. Throws what the client throws. */
export async function readNewResource(work: OngoingChange): Promise<ScimResource> {
  const found = await lookUntil(
    () =>
      readResource(work).catch((error: unknown) => {
        if (isNotFound(error)) return error;
        throw error;
      }),
    (seen) => !(seen instanceof Error),
    work.run,
  );
  if (found instanceof Error) throw found;
  return found;
}

/** What the resource should hold now, but for members where the service does not show them with their group. */
function expected(work: OngoingChange): ManagedAttributes | null {
  const { after } = withKnownIds(work);
  if (after === null || work.run.profile.read.members === 'listed') return after;
  return withoutMembers(after);
}

function withoutMembers({ members: _members, ...attributes }: ManagedAttributes): ManagedAttributes {
  return attributes;
}

/** A list of members that is as long as the service shows at most says nothing of those that it leaves out. */
function isCut({ members }: ScimResource, { profile }: Run): boolean {
  const { membersCap } = profile.read;
  return membersCap !== null && isJsonArray(members) && members.length >= membersCap;
}

/** An answer without `members` is no evidence of a removal: services often leave them out. */
function showsMembers(after: ManagedAttributes, shown: ScimResource): boolean {
  return !isJsonObject(after['members']) || isJsonArray(shown['members']);
}
