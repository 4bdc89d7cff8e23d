import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { assertHeld } from '../support/assert-held.ts';
import { DRAWS, type Draw } from '../support/draw.ts';
import { requestLines } from '../support/planning.ts';
import type { Property } from '../support/runs.ts';
import { type SandboxInProcess, sandboxInProcess } from '../support/sandbox-in-process.ts';
import { fillIds, pendingIn, walk } from '../support/walk.ts';
import { planWorld, WORLD_CASES, type WorldCase } from '../support/world-case.ts';

/** What must hold for every plan of a whole directory. */
export const WORLD_PROPERTIES: readonly Property[] = [
  {
    sentence: 'in every order that a plan allows, what a request refers to exists before the request is sent',
    check: fc.asyncProperty(WORLD_CASES, DRAWS, async (world, draw) => {
      const plan = planWithoutErrors(world, world.current);
      const created = new Set<string>();
      await walk(plan, draw, async (request, change) => {
        for (const key of pendingIn(request)) assert.ok(created.has(key), `${key} in ${JSON.stringify(request)}`);
        if (request.method === 'POST') created.add(change.key);
      });
    }),
  },
  {
    sentence: 'in every order that a plan allows, its requests make the service hold what is declared',
    check: fc.asyncProperty(WORLD_CASES, DRAWS, async (world, draw) => {
      const sandbox = sandboxInProcess({ Users: world.current.users, Groups: world.current.groups });
      const before = await stateOf(sandbox);
      await apply(planWithoutErrors(world, before), sandbox, draw);
      const after = await stateOf(sandbox);
      assert.deepEqual(requestLines(planWorld(world, after)), []);
      assertHeld(world, before, after);
    }),
  },
  {
    sentence: 'a plan does not depend on the order of files, lists or pages',
    check: fc.property(WORLD_CASES, DRAWS, (world, draw) => {
      const { changes, diagnostics } = planWorld(world, world.current);
      const other = planWorld(shuffled(world, draw), shuffledDirectory(world.current, draw));
      assert.deepEqual(other.changes.map(withoutSource), changes.map(withoutSource));
      assert.deepEqual(other.diagnostics.map(said).sort(), diagnostics.map(said).sort());
    }),
  },
  {
    sentence: 'a targeted plan creates whatever its changes refer to',
    check: fc.asyncProperty(WORLD_CASES, DRAWS, async (world, draw) => {
      const names = [...world.users, ...world.groups].map(({ attributes }) =>
        String(attributes['userName'] ?? attributes['displayName']),
      );
      const name = names[draw.below(Math.max(names.length, 1))] ?? '';
      const plan = planWorld(world, world.current, [`user:${globOf(name)}`, `group:${globOf(name)}`]);
      const created = new Set<string>();
      const keys = new Set(plan.changes.map(({ key }) => key));
      const changes = plan.changes.map((change) => ({
        ...change,
        dependsOn: change.dependsOn.filter((key) => keys.has(key)),
      }));
      await walk({ ...plan, changes }, draw, async (request, change) => {
        for (const key of pendingIn(request)) assert.ok(created.has(key), `${key} in ${JSON.stringify(request)}`);
        if (request.method === 'POST') created.add(change.key);
      });
    }),
  },
];

function globOf(name: string): string {
  return name.replace(/[*?]/g, '?');
}

function planWithoutErrors(world: WorldCase, current: WorldCase['current']): Plan {
  const plan = planWorld(world, current);
  assert.deepEqual(
    plan.diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  return plan;
}

async function stateOf(sandbox: SandboxInProcess): Promise<WorldCase['current']> {
  return { users: await sandbox.list('User'), groups: await sandbox.list('Group') };
}

async function apply(plan: Plan, sandbox: SandboxInProcess, draw: Draw): Promise<void> {
  const ids = new Map<string, string>();
  await walk(plan, draw, async (request, change) => {
    const { id } = await sandbox.send(fillIds(request, ids));
    if (request.method === 'POST') ids.set(change.key, String(id));
  });
}

function shuffled(world: WorldCase, draw: Draw): WorldCase {
  const lists = (attributes: JsonObject) => shuffledLists(attributes, draw);
  return {
    ...world,
    users: draw.shuffled(world.users).map((user) => ({
      ...user,
      attributes: { ...lists(user.attributes), userName: user.attributes.userName },
    })),
    groups: draw.shuffled(world.groups).map((group) => ({
      ...group,
      attributes: { ...lists(group.attributes), displayName: group.attributes.displayName },
      ...(group.members === undefined ? {} : { members: draw.shuffled(group.members) }),
    })),
  };
}

function shuffledDirectory({ users, groups }: WorldCase['current'], draw: Draw): WorldCase['current'] {
  const one = (resource: ScimResource) => ({ ...shuffledLists(resource, draw), id: resource.id });
  return { users: draw.shuffled(users).map(one), groups: draw.shuffled(groups).map(one) };
}

function shuffledLists(value: JsonObject, draw: Draw): JsonObject {
  const inner = (one: JsonValue): JsonValue => {
    if (isJsonArray(one)) return draw.shuffled(one.map(inner));
    return isJsonObject(one) ? shuffledLists(one, draw) : one;
  };
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)]));
}

function said({ code, detail }: Diagnostic): string {
  return `${code} ${detail}`;
}

/** A line number says where an entry stands, which shuffling changes. */
function withoutSource(change: Plan['changes'][number]) {
  return { ...change, source: null };
}
