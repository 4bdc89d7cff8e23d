import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import { readDirectory } from '../../src/directory/read-directory.ts';
import type { ApplyEvent } from '../../src/model/apply-event.ts';
import type { Plan } from '../../src/model/plan.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { startSandbox } from '../../src/sandbox/http/start-sandbox.ts';
import type { ScimClient } from '../../src/scim/scim-client.ts';
import { assertHeld, type Files, type State } from '../support/assert-held.ts';
import { contextOf } from '../support/context-of.ts';
import { testClient } from '../support/http-client.ts';
import { type LifecycleCase, lifecycleCases } from '../support/lifecycle-case.ts';
import { planOf, requestLines } from '../support/planning.ts';
import type { Property } from '../support/runs.ts';
import { startScimmy } from '../support/scimmy-server.ts';

const STEPS = 5;

interface Service {
  readonly url: string;
  close(): Promise<void>;
}

/** What must hold of whole lifecycles over HTTP, against services that are whole programs of their own. */
export const LIFECYCLE_PROPERTIES: readonly Property[] = [
  {
    sentence: 'every step of a lifecycle converges against the sandbox',
    isSlow: true,
    check: fc.asyncProperty(lifecycleCases(STEPS), (lifecycle) => live(lifecycle, startSandbox)),
  },
  {
    sentence: 'every step of a lifecycle converges against SCIMMY',
    isSlow: true,
    check: fc.asyncProperty(lifecycleCases(STEPS), (lifecycle) => live(lifecycle, startScimmy)),
  },
];

async function live(lifecycle: LifecycleCase, start: () => Promise<Service>): Promise<void> {
  const service = await start();
  try {
    const client = testClient(service.url);
    for (const files of lifecycle) await step(files, client);
  } finally {
    await service.close();
  }
}

async function step(files: Files, client: ScimClient): Promise<void> {
  const before = await readDirectory(client, { profile: GENERIC });
  const plan = planOf({ ...files, current: before });
  assert.deepEqual(errorsOf(plan), []);
  assert.deepEqual(await faultsOf(plan, client), []);
  const after = await readDirectory(client, { profile: GENERIC });
  assert.deepEqual(requestLines(planOf({ ...files, current: after })), []);
  assertHeld(files, before, await readOneByOne(after, client));
}

function errorsOf({ diagnostics }: Plan): readonly unknown[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

async function faultsOf(plan: Plan, client: ScimClient): Promise<readonly ApplyEvent[]> {
  const events: ApplyEvent[] = [];
  const resolveSecret = () => Promise.reject(new Error('no secret is declared'));
  const options = { client, context: contextOf(GENERIC), concurrency: 5, resolveSecret, verify: true };
  for await (const event of applyPlan(plan, options)) {
    if (['change-failed', 'change-skipped', 'not-kept'].includes(event.event)) events.push(event);
  }
  return events;
}

/** Listings and single resources come from different places in a service. */
async function readOneByOne({ users, groups }: State, client: ScimClient): Promise<State> {
  const get = async (type: 'User' | 'Group', id: string) => {
    const { resource } = await client.get(type, id);
    assert.ok(resource);
    return resource;
  };
  return {
    users: await Promise.all(users.map(({ id }) => get('User', id))),
    groups: await Promise.all(groups.map(({ id }) => get('Group', id))),
  };
}
