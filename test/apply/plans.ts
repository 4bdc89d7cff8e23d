import type { ApplyOptions } from '../../src/apply/apply-options.ts';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { ApplyEvent } from '../../src/model/apply-event.ts';
import { DEFAULT_LIMITS } from '../../src/model/guards.ts';
import type { Change, MemberIds, MembersRequest, Plan, PlannedRequest } from '../../src/model/plan.ts';
import type { Profile } from '../../src/model/profile.ts';
import { countChanges } from '../../src/plan/guard/guard.ts';
import { additions, removals } from '../../src/plan/requests/member-requests.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { drivenClock } from '../support/clock-driven.ts';
import { contextOf } from '../support/context-of.ts';

/** A service of which everybody sees at once what was written. */
export const AT_ONCE: Profile = { ...GENERIC, readAfterWrite: 0 };

/** A plan of these changes; what else it says does not matter to apply. */
export function planOf(...changes: readonly Change[]): Plan {
  return {
    format: 2,
    tool: 'rollcall 0.1.0',
    id: '1'.repeat(64),
    target: 'https://scim.example.com',
    profile: 'generic',
    environment: null,
    variables: {},
    targets: [],
    digest: 'd'.repeat(64),
    changes,
    undeclared: [],
    declaredNowhere: { User: { active: 0, inactive: 0 }, Group: { active: 0, inactive: 0 } },
    populations: { User: 0, Group: 0 },
    guards: {
      limits: DEFAULT_LIMITS,
      counts: countChanges(changes),
      declared: { User: 0, Group: 0 },
      protections: [],
      irreversible: [],
      duplicates: [],
      wholeRemovals: { User: 0, Group: 0 },
    },
    refusals: [],
    diagnostics: [],
  };
}

/** Creates a user; `more` overrides any part. */
export function createUser(name: string, more: Partial<Change> = {}): Change {
  const request: PlannedRequest = { purpose: 'create', method: 'POST', path: '/Users', body: { userName: name } };
  return change(`user:${name}`, 'create', { after: { userName: name }, requests: [request], ...more });
}

/** Patches a user that exists under the id `id-NAME`. */
export function patchUser(name: string, more: Partial<Change> = {}): Change {
  const request: PlannedRequest = {
    purpose: 'attributes',
    method: 'PATCH',
    path: `/Users/id-${name}`,
    operations: [{ op: 'replace', path: 'title', value: 'Countess' }],
  };
  const resource = { type: 'User', name, id: `id-${name}` } as const;
  return change(`user:${name}`, 'update', { resource, after: { title: 'Countess' }, requests: [request], ...more });
}

/** Patches the members of a group that exists under the id `id-NAME`. */
export function patchGroup(name: string, requests: readonly PlannedRequest[], more: Partial<Change> = {}): Change {
  const resource = { type: 'Group', name, id: `id-${name}` } as const;
  return change(`group:${name}`, 'update', { resource, after: {}, requests, ...more });
}

/** Adds members to a group that exists under the id `id-NAME`, or removes some, in the words of the profile. */
export function membersRequest(name: string, members: MemberIds, profile: Profile = GENERIC): MembersRequest {
  const operations =
    'add' in members
      ? additions(
          members.add.map((value) => ({ value })),
          profile,
        )
      : removals(members.remove, profile);
  return { purpose: 'members', method: 'PATCH', path: `/Groups/id-${name}`, operations, members };
}

function change(key: string, action: Change['action'], more: Partial<Change>): Change {
  const [type, name = ''] = key.split(':');
  return {
    key,
    action,
    resource: { type: type === 'user' ? 'User' : 'Group', name },
    source: null,
    before: null,
    after: null,
    edits: [],
    dependsOn: [],
    requests: [],
    fingerprint: 'f'.repeat(64),
    notes: [],
    ...more,
  };
}

/** Applies a plan to the end and returns what it told. */
export async function applyAll(
  plan: Plan,
  {
    profile = AT_ONCE,
    ...options
  }: Pick<ApplyOptions, 'client'> & Partial<ApplyOptions> & { readonly profile?: Profile },
): Promise<readonly ApplyEvent[]> {
  const defaults = {
    context: contextOf(profile),
    concurrency: 10,
    resolveSecret: () => Promise.reject(new Error('no secret is expected here')),
    verify: false,
    clock: drivenClock(),
  };
  const events: ApplyEvent[] = [];
  for await (const event of applyPlan(plan, { ...defaults, ...options })) events.push(event);
  return events;
}

/** Events without those that only say that something began. */
export function outcomes(events: readonly ApplyEvent[]): readonly ApplyEvent[] {
  return events.filter(
    ({ event }) => event !== 'started' && event !== 'change-started' && event !== 'read-again' && event !== 'finished',
  );
}
