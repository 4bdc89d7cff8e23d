import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Change, Operation, Plan, PlannedRequest } from '../../src/model/plan.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { changedLeaves } from '../support/changed-leaves.ts';
import { requestLines } from '../support/planning.ts';
import type { Property } from '../support/runs.ts';
import { sendUpdate } from '../support/sandbox-in-process.ts';
import { unsatisfied } from '../support/satisfies.ts';
import { patchedByOthers, touchesKnownFault } from '../support/scim-patch.ts';
import { touchedUndeclared } from '../support/undeclared.ts';
import { findUser, planUpdate, resolved, sandboxOf, UPDATE_CASES, type UpdateCase } from '../support/update-case.ts';

/** What must hold for every update of one user, judged by the sandbox that applies its requests. */
export const UPDATE_PROPERTIES: readonly Property[] = [
  {
    sentence: 'the operations of an update make the service hold what is declared, after which nothing is left to do',
    check: ofUpdates(async (update) => {
      const { users, after } = await applied(update);
      assert.deepEqual(unsatisfied(resolved(update.declared), after), []);
      assert.deepEqual(requestLines(planUpdate(update, users)), []);
    }),
  },
  {
    sentence: 'an update changes nothing that is not declared',
    check: ofUpdates(async (update) => {
      const { before, after } = await applied(update);
      assert.deepEqual(touchedUndeclared(resolved(update.declared), before, after), []);
    }),
  },
  {
    sentence: 'the operations of an update do the same in the opinion of scim-patch',
    check: ofUpdates(async (update) => {
      const { before, plan } = await planned(update);
      const operations = plan.changes.flatMap(({ requests }) => requests.flatMap(operationsOf));
      fc.pre(update.profile.patch.supported && !operations.some(touchesKnownFault));
      const after = patchedByOthers(before, operations);
      assert.deepEqual(unsatisfied(resolved(update.declared), after), []);
    }),
  },
  {
    sentence: 'an update has no more operations than there are leaves to change',
    check: ofUpdates(async (update) => {
      const { before, plan } = await planned(update);
      const operations = plan.changes.reduce((sum, change) => sum + countOperations(change), 0);
      const isRecased = update.profile.preservesCase && before['userName'] !== update.declared.userName;
      const leaves = changedLeaves(resolved(update.declared), before) + (isRecased ? 1 : 0);
      assert.ok(operations <= leaves, `${operations} operations for ${leaves} leaves`);
    }),
  },
];

function ofUpdates(check: (update: UpdateCase) => Promise<void>): Property['check'] {
  return fc.asyncProperty(UPDATE_CASES, check);
}

interface Planned {
  readonly sandbox: ReturnType<typeof sandboxOf>;
  readonly before: ScimResource;
  readonly plan: Plan;
}

async function planned(update: UpdateCase): Promise<Planned> {
  const sandbox = sandboxOf(update);
  const users = await sandbox.list('User');
  const plan = planUpdate(update, users);
  assert.deepEqual(
    plan.diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  return { sandbox, before: findUser(users, 'ada'), plan };
}

async function applied(update: UpdateCase) {
  const { sandbox, before, plan } = await planned(update);
  for (const change of plan.changes) await sendUpdate(change, sandbox);
  const users = await sandbox.list('User');
  return { before, users, after: findUser(users, 'ada') };
}

function operationsOf(request: PlannedRequest): readonly Operation[] {
  return request.method === 'PATCH' ? request.operations : [];
}

function countOperations({ requests }: Change): number {
  return requests.reduce((sum, request) => sum + (request.method === 'PATCH' ? request.operations.length : 1), 0);
}
