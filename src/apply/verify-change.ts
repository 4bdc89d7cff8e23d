import type { Failure } from '../model/apply-event.ts';
import { isJsonArray, isJsonObject } from '../model/json.ts';
import type { Change } from '../model/plan.ts';
import type { ScimResource } from '../model/resource.ts';
import { notKept } from '../plan/kept.ts';
import type { ScimAnswer } from '../scim/client.ts';
import type { ApplyOptions } from './apply-options.ts';
import { failureOf } from './failure.ts';
import { type CreatedIds, fillPending, resourceId } from './fill-pending.ts';

/** What a comparison with the plan found, or why there is none. */
export type Verdict =
  | { readonly kind: 'compared'; readonly notKept: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What a comparison needs to know of the run. */
interface Comparing {
  readonly ids: CreatedIds;
  readonly options: ApplyOptions;
  /** The plan's target, below which references point. */
  readonly target: string;
}

/**
 * Compares the resource with the plan, once all requests of the change were sent. The last answer is believed
 * where it shows everything kept; in any doubt the resource is read again. A deleted resource is not looked for.
 */
export async function verifyChange(
  change: Change,
  answer: ScimAnswer | undefined,
  comparing: Comparing,
): Promise<Verdict> {
  const { ids, options, target } = comparing;
  if (change.after === null) return { kind: 'compared', notKept: [] };
  const expected = { ...change, after: fillPending(change.after, ids) };
  const shown = answer?.resource;
  if (shown !== undefined && isKept(expected, shown, comparing)) return { kind: 'compared', notKept: [] };
  try {
    const { resource } = await options.client.get(change.resource.type, resourceId(change, ids));
    if (resource === undefined) return { kind: 'compared', notKept: [] };
    return { kind: 'compared', notKept: notKept(expected, resource, options.profile, target) };
  } catch (error) {
    const { summary, detail } = failureOf(error);
    const failure = { summary: `sent, but not verified: ${summary}`, ...(detail === undefined ? {} : { detail }) };
    return { kind: 'failed', failure };
  }
}

/** An answer without `members` is no evidence of a removal: services often leave them out. */
function isKept(expected: Change, shown: ScimResource, { options, target }: Comparing): boolean {
  if (isJsonObject(expected.after?.['members']) && !isJsonArray(shown['members'])) return false;
  return notKept(expected, shown, options.profile, target).length === 0;
}
