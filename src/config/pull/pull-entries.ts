import type { JsonObject } from '../../model/json.ts';
import { NAME_ATTRIBUTE, type ResourceType } from '../../model/resource.ts';
import type { Candidate, Others } from './pull-candidates.ts';
import { type EntryScope, entryOf, type PullRules } from './pulled-entry.ts';
import { unwritable } from './writable-text.ts';

/** A resource as an entry of a file. */
export interface PulledEntry {
  readonly type: ResourceType;
  readonly name: string;
  readonly id: string;
  readonly entry: JsonObject;
}

/** What no file can declare, and why. */
export interface LeftOut {
  readonly type: ResourceType;
  readonly name: string;
  /** The resource itself, its members, or the path of one of its attributes. */
  readonly what: 'resource' | 'members' | { readonly attribute: string };
  /** A clause or a sentence. */
  readonly reason: string;
}

/**
 * Turns what a service holds into entries, in the same order: natural keys instead of ids, aliases instead of URNs, and
 * nothing that the service makes itself. Planning them right after changes nothing. Each is made when it is asked for, and
 * what it is made of is not held any longer.
 * @param leave takes what no file can declare
 */
export function pullEntries(
  candidates: readonly Candidate[],
  others: Others,
  rules: PullRules,
  leave: (leftOut: LeftOut) => void,
): Generator<PulledEntry> {
  return madeOneByOne(candidates.toReversed(), others, rules, leave);
}

/** Takes each candidate out of the list, from its end on. */
function* madeOneByOne(
  rest: Candidate[],
  others: Others,
  rules: PullRules,
  leave: (leftOut: LeftOut) => void,
): Generator<PulledEntry> {
  const unsupported = new Set(Object.keys(rules.profile.unsupported).map((name) => name.toLowerCase()));
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const entry = entryOfCandidate(next, others, { rules, unsupported }, leave);
    if (entry !== undefined) yield entry;
  }
}

function entryOfCandidate(
  { type, name, resource, unreadable }: Candidate,
  { names, sharedExternalIds }: Others,
  service: Pick<EntryScope, 'rules' | 'unsupported'>,
  leave: (leftOut: LeftOut) => void,
): PulledEntry | undefined {
  // Whoever is not named would be removed, so that members that cannot be read are not declared.
  if (unreadable !== undefined) leave({ type, name: name ?? resource.id, what: 'members', reason: unreadable });
  const reason = refusal(type, name);
  if (name === undefined || reason !== undefined) {
    leave({ type, name: name ?? resource.id, what: 'resource', reason: reason ?? '' });
    return undefined;
  }
  const leaveAttribute = (attribute: string, why: string) => leave({ type, name, what: { attribute }, reason: why });
  const read = unreadable === undefined ? resource : { ...resource, members: UNREADABLE };
  const entry = entryOf(type, read, { ...service, names, leave: leaveAttribute }, sharedExternalIds[type]);
  return { type, name, id: resource.id, entry };
}

/** Marks members that cannot be read, by what no list is. */
const UNREADABLE = 'unreadable';

/** Why a resource cannot be an entry. */
function refusal(type: ResourceType, name: string | undefined): string | undefined {
  if (name === undefined) return `it has no ${NAME_ATTRIBUTE[type]}`;
  const why = unwritable(name, true);
  return why === undefined ? undefined : `of its ${NAME_ATTRIBUTE[type]}: ${why}`;
}
