import assert from 'node:assert/strict';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import { readDirectory } from '../../src/directory/read-directory.ts';
import type { ApplyEvent } from '../../src/model/apply-event.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { isJsonArray, isJsonObject } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { ServiceError } from '../../src/scim/answers/service-error.ts';
import type { ScimClient } from '../../src/scim/scim-client.ts';
import { scaledClock } from '../support/clock-scaled.ts';
import { contextOf } from '../support/context-of.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { testClient } from '../support/http-client.ts';
import { type GroupSketch, planOf, type UserSketch } from '../support/planning.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** A service that a storm rages in front of; `raw` is what it really holds. */
export interface StormyService {
  readonly url: string;
  /** How it speaks. */
  readonly profile: Profile;
  raw(): Promise<{ readonly users: readonly ScimResource[]; readonly groups: readonly ScimResource[] }>;
}

/** What is there at first, and what is declared. */
export interface StormyWorld {
  readonly before: { readonly users: readonly JsonObject[]; readonly groups: readonly JsonObject[] };
  readonly users: readonly UserSketch[];
  readonly groups: readonly GroupSketch[];
}

const TITLES = ['Engineer', 'Analyst', 'Lead', 'Countess'];

/** A directory of about `size` declared resources, half of which exist, and ten bystanders, all by the seed. */
export function stormyWorld(seed: number, size: number): StormyWorld {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const groupCount = Math.ceil(size / 6);
  const names = Array.from({ length: size - groupCount }, (_, n) => `u${n}@example.com`);
  const attributes = (userName: string) => ({
    userName,
    displayName: `The ${userName}`,
    title: pick(TITLES),
    active: random() < 0.8,
    emails: [
      { value: userName, type: 'work', primary: true },
      ...(random() < 0.5 ? [{ value: `h-${userName}`, type: 'home' }] : []),
    ],
  });
  const existing = names.filter(() => random() < 0.5);
  const bystanders = Array.from({ length: 8 }, (_, n) => ({
    ...attributes(`stranger${n}@example.com`),
    id: `stranger-${n}`,
  }));
  const users: UserSketch[] = names.map((name) =>
    random() < 0.1
      ? { attributes: { userName: name }, state: 'absent' }
      : {
          createInactive: true,
          attributes: {
            ...attributes(name),
            ...(random() < 0.3
              ? { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: pick(TITLES) } }
              : {}),
          },
        },
  );
  const present = users.filter(({ state }) => state !== 'absent').map((user) => user.attributes.userName);
  const members = () => [...new Set(Array.from({ length: Math.floor(random() * 12) }, () => pick(present)))];
  const someOf = (list: readonly string[]) =>
    list.filter(() => random() < 0.5).map((name) => ({ value: `id-${name}` }));
  return {
    before: {
      users: [...bystanders, ...existing.map((name) => ({ ...attributes(name), id: `id-${name}` }))],
      groups: [
        { id: 'strangers', displayName: 'Strangers', members: bystanders.slice(0, 3).map(({ id }) => ({ value: id })) },
        ...Array.from({ length: Math.floor(groupCount / 2) }, (_, n) => ({
          id: `group-id-${n}`,
          displayName: `Group ${n}`,
          members: someOf(existing),
        })),
      ],
    },
    users,
    groups: Array.from({ length: groupCount }, (_, n) => ({
      attributes: { displayName: `Group ${n}` },
      members: members(),
    })),
  };
}

export interface StormReport {
  /** Applies until the service held what is declared. */
  readonly runs: number;
  readonly events: readonly ApplyEvent[];
  readonly faults: ReadonlyMap<string, number>;
  /** Requests that rollcall sent. */
  readonly requests: number;
}

/** Applies through a storm until the service holds what is declared, at most three times; after each run nothing may be spoilt. */
export async function weather(service: StormyService, world: StormyWorld, seed: number): Promise<StormReport> {
  const strangers = strangersIn(await service.raw());
  const proxy = await startFaultProxy(service.url, seed);
  const clock = scaledClock(50);
  const client = testClient(proxy.url, { concurrency: 10, clock, timeoutMs: 1000 });
  const events: ApplyEvent[] = [];
  try {
    for (let runs = 1; runs <= 3; runs += 1) {
      const plan = await planThrough(client, service.profile, world);
      const options = {
        client,
        context: contextOf(service.profile),
        concurrency: 40,
        verify: true,
        clock,
        resolveSecret: () => Promise.reject(new Error('There is no secret.')),
      };
      if (plan !== undefined) for await (const event of applyPlan(plan, options)) events.push(event);
      const raw = await service.raw();
      checkUnspoilt(raw);
      assert.deepEqual(strangersIn(raw), strangers, 'somebody outside of the plan was changed');
      if (isConverged(raw, world)) return { runs, events, faults: proxy.faults, requests: proxy.requests() };
    }
  } finally {
    await proxy.close();
  }
  const why = events.filter(({ event }) => event === 'change-failed' || event === 'not-kept');
  throw new Error(`seed ${seed} did not converge in 3 runs: ${JSON.stringify(why, null, 1)}`);
}

type Raw = Awaited<ReturnType<StormyService['raw']>>;

/** Undefined where the service could not be read whole, which is a run that did nothing. */
async function planThrough(client: ScimClient, profile: Profile, world: StormyWorld): Promise<Plan | undefined> {
  try {
    const current = await readDirectory(client, { profile });
    const plan = planOf({ users: world.users, groups: world.groups, current, profile });
    assert.deepEqual(
      plan.diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    );
    return plan;
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}

/** Who is not declared, but for what a service counts. */
function strangersIn({ users, groups }: Raw): readonly JsonObject[] {
  return [...users, ...groups]
    .filter(({ userName, displayName }) => String(userName ?? '').startsWith('stranger') || displayName === 'Strangers')
    .map(({ meta: _meta, ...rest }) => rest)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function checkUnspoilt({ users, groups }: Raw): void {
  checkUnique(users.map(({ userName }) => String(userName)));
  checkUnique(groups.map(({ displayName }) => String(displayName)));
  for (const group of groups) checkUnique(membersOf(group));
  for (const user of users) checkUnique(elements(user['emails']).map((email) => JSON.stringify(email['value'])));
}

function checkUnique(values: readonly string[]): void {
  const twice = values.filter((value, at) => values.indexOf(value) !== at);
  assert.deepEqual(twice, [], 'something is there twice');
}

/** By what the service really holds, without rollcall. */
function isConverged({ users, groups }: Raw, world: StormyWorld): boolean {
  const byName = new Map(users.map((user) => [String(user['userName']), user]));
  const usersFit = world.users.every(({ attributes, state }) => {
    const held = byName.get(attributes.userName);
    return state === 'absent' ? held === undefined : held !== undefined && holds(held, attributes);
  });
  const groupsFit = world.groups.every(({ attributes, members = [] }) => {
    const held = groups.find(({ displayName }) => displayName === attributes.displayName);
    const wanted = members.map((name) => byName.get(name)?.id ?? name).toSorted();
    return held !== undefined && membersOf(held).toSorted().join() === wanted.join();
  });
  return usersFit && groupsFit;
}

function holds(held: JsonValue | undefined, declared: JsonValue): boolean {
  if (isJsonArray(declared)) {
    const found = elements(held);
    return (
      found.length === declared.length && declared.every((wanted) => found.some((element) => holds(element, wanted)))
    );
  }
  if (!isJsonObject(declared)) return held === declared;
  return isJsonObject(held) && Object.entries(declared).every(([name, value]) => holds(held[name], value));
}

function elements(value: JsonValue | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}

function membersOf(group: JsonObject): readonly string[] {
  return elements(group['members']).map(({ value }) => String(value));
}
