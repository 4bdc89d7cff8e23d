import { canonicalJson } from '../model/json.ts';
import type { Change, Plan } from '../model/plan.ts';

/** A change of a saved plan that the service no longer calls for in the same way. */
export interface MovedResource {
  readonly key: string;
  readonly reason: string;
}

/**
 * The resources that a saved plan touches and that moved since it was made, by comparison with a plan
 * made now from the same files. If any did, none of the saved plan may be applied.
 */
export function movedResources(saved: Plan, current: Plan): readonly MovedResource[] {
  const now = new Map(current.changes.map((change) => [change.key, change]));
  return saved.changes.flatMap((change) => {
    const reason = reasonOf(change, now.get(change.key));
    return reason === undefined ? [] : [{ key: change.key, reason }];
  });
}

function reasonOf(saved: Change, current: Change | undefined): string | undefined {
  if (current === undefined) return `needs no ${saved.action} any more`;
  if (current.action !== saved.action) return `would now need ${current.action} instead of ${saved.action}`;
  if (current.fingerprint !== saved.fingerprint) return 'changed on the service after the plan was made';
  // The same attributes may be written by other ids, such as those of a member who was deleted and created again.
  return wire(current) === wire(saved)
    ? undefined
    : 'would now be sent differently, as something that it refers to changed';
}

/** All that decides what is sent. */
function wire({ resource, requests }: Change): string {
  return canonicalJson([resource.id ?? null, ...requests.map((request) => ({ ...request }))]);
}
