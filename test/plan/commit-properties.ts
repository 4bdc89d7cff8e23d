import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Plan } from '../../src/model/plan.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { type Commit, type CommitCase, commitCases, personOf } from '../support/commit-case.ts';
import { DRAWS } from '../support/draw.ts';
import { planOf, type World } from '../support/planning.ts';
import type { Property } from '../support/runs.ts';
import { sandboxInProcess } from '../support/sandbox-in-process.ts';
import { fillIds, walk } from '../support/walk.ts';

/** What must hold of people, whatever is committed one after the other. */
export const COMMIT_PROPERTIES: readonly Property[] = [
  {
    sentence: 'nobody gets two accounts, is forgotten without being counted, or comes into somebody else’s account',
    check: fc.asyncProperty(commitCases(), DRAWS, async (commits, draw) => live(commits, draw)),
  },
];

async function live({ commits, ownership }: CommitCase, draw: Parameters<typeof walk>[1]): Promise<void> {
  const sandbox = sandboxInProcess({ Users: [], Groups: [] });
  /** Whose each account is, from its first day on. */
  const owners = new Map<string, string>();
  for (const commit of commits) {
    const users = await sandbox.list('User');
    const plan = planOf({ ...worldOf(commit, users), ownership });
    checkCounted(plan, commit, users);
    if (!mayBeApplied(plan)) continue;
    const ids = new Map<string, string>();
    await walk(plan, draw, async (request, change) => {
      const { id } = await sandbox.send(fillIds(request, ids));
      if (request.method === 'POST') ids.set(change.key, String(id));
    });
    checkOwners(commit, await sandbox.list('User'), owners);
  }
}

function worldOf({ users, now }: Commit, current: readonly ScimResource[]): World {
  return { users, now, current: { users: current }, guards: { maxRemovals: '100%', maxChanges: '100%' } };
}

/** Refused plans and plans with an error are not applied; the next commit has to do better. */
function mayBeApplied({ diagnostics, refusals }: Plan): boolean {
  return refusals.length === 0 && diagnostics.every(({ severity }) => severity !== 'error');
}

/** Every active account that no entry names is counted by the plan, or removed by it. */
function checkCounted(plan: Plan, { users }: Commit, current: readonly ScimResource[]): void {
  if (plan.diagnostics.some(({ severity }) => severity === 'error')) return;
  const named = new Set(
    users.flatMap(({ attributes, previously = [] }) =>
      [attributes.userName, ...previously].map((name) => name.toLowerCase()),
    ),
  );
  const forgotten = current.filter(
    (user) => user['active'] !== false && !named.has(String(user['userName']).toLowerCase()),
  );
  assert.ok((plan.declaredNowhere.User?.active ?? 0) >= forgotten.length);
}

/** Each account is still of the person whom it was made for, and no person has two. */
function checkOwners({ users }: Commit, held: readonly ScimResource[], owners: Map<string, string>): void {
  const people = new Map<string, string>();
  for (const user of held) {
    const person = personOf(user);
    const owner = owners.get(user.id) ?? person;
    owners.set(user.id, owner);
    assert.equal(person, owner, `${user['userName']} is the account of ${owner}, and now of ${person}`);
    assert.equal(people.get(owner), undefined, `${owner} has ${people.get(owner)} and ${user['userName']}`);
    people.set(owner, String(user['userName']));
  }
  for (const { attributes, state } of users) {
    const account = held.find((user) => user['userName'] === attributes.userName);
    if (account !== undefined && state !== 'absent') assert.equal(owners.get(account.id), personOf(attributes));
  }
}
