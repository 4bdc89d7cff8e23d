import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import type { Seed } from '../../../src/sandbox/service-rules.ts';
import { GENERIC as RULES } from '../../../src/sandbox/services/generic.ts';
import { applyOnce, type Outcome } from '../../support/apply-once.ts';
import { scaledClock } from '../../support/clock-scaled.ts';
import { type Contents, openSandbox } from '../../support/open-sandbox.ts';
import type { World } from '../../support/planning.ts';
import { interleaved, type Side } from './interleave.ts';

/** Something that a run asked for, and whether it is so. */
export interface Wish {
  readonly what: string;
  readonly isMet: (contents: Contents) => boolean;
}

/** What one of two folders declares, and what must be so where its apply ends in "Applied". */
export interface Folder {
  readonly world: World;
  readonly wishes: readonly Wish[];
}

/** Two folders that want of one service what cannot be together. */
export interface Collision {
  readonly what: string;
  readonly seed: Seed;
  readonly folders: readonly [Folder, Folder];
  /** True where an apply that began before the other had ended can know that it undid it. */
  readonly isTraceable: (profile: Profile) => boolean;
}

/** How both came out. */
export type Outcomes = readonly [Outcome['kind'], Outcome['kind']];

/**
 * Applies both folders at once, in an order that the seed draws, and judges by what the service keeps:
 * - Whoever ended in "Applied" was right: each of its wishes was true after its last write and before its end.
 * - Not both did where one undid the other, unless one planned on what the other had made, or the undoing came after the
 *   other's end and leaves no trace, as where a service without versions overwrites a value.
 */
export async function collide(collision: Collision, seed: number, profile: Profile): Promise<Outcomes> {
  const clock = scaledClock(20);
  const sandbox = await openSandbox(RULES, collision.seed, Date.now);
  const history: Contents[] = [await sandbox.contents()];
  const attempt = { profile: { ...profile, readAfterWrite: 1 }, clock };
  try {
    return await interleaved(
      sandbox.url,
      seed,
      async (sides) => {
        const runs = collision.folders.map(({ world }, at) =>
          applyOnce(world, { ...attempt, url: sides[at]?.url ?? '' }),
        );
        const [one, other] = (await Promise.all(runs)) as [Outcome, Outcome];
        judge(collision, { sides, outcomes: [one, other], history, profile });
        return [one.kind, other.kind];
      },
      async (turn) => {
        history[turn] = await sandbox.contents();
      },
    );
  } finally {
    await sandbox.close();
  }
}

interface Course {
  readonly sides: readonly [Side, Side];
  readonly outcomes: readonly [Outcome, Outcome];
  /** What was kept after each turn. */
  readonly history: readonly Contents[];
  readonly profile: Profile;
}

function judge({ what, folders, isTraceable }: Collision, course: Course): void {
  const { sides, outcomes, history, profile } = course;
  const told = () => `${what}: ${JSON.stringify(outcomes)}\n${sides.map(logOf).join('\n--\n')}`;
  for (const [at, { wishes }] of folders.entries()) {
    const { log } = sides[at as 0 | 1];
    const from = log.findLast((each) => isWrite(each))?.turn ?? 0;
    const times = history.slice(from, (log.at(-1)?.turn ?? 0) + 1);
    if (outcomes[at as 0 | 1].kind !== 'applied') continue;
    for (const wish of wishes) assert.ok(times.some(wish.isMet), `"${wish.what}" was never so: ${told()}`);
  }
  if (!outcomes.every(({ kind }) => kind === 'applied')) return;
  for (const at of [0, 1] as const) {
    const [own, others] = [sides[at].log, sides[(1 - at) as 0 | 1].log];
    const ended = own.at(-1)?.turn ?? 0;
    for (const wish of folders[at].wishes) {
      const undoneAt = history.findLastIndex(wish.isMet) + 1;
      if (undoneAt === history.length) continue;
      const isAllowed = undoneAt > ended && !isTraceable(profile);
      assert.ok(isAllowed || plannedOn(others, own), `both ended in Applied, and "${wish.what}" was undone: ${told()}`);
    }
  }
}

/** Whether one read, for its plan, what the other had written. */
function plannedOn(log: Side['log'], others: Side['log']): boolean {
  const from = others.find(isWrite)?.turn ?? 0;
  const to = log.find(isWrite)?.turn ?? 0;
  return log.some(({ turn }) => turn > from && turn < to);
}

function isWrite({ what }: Side['log'][number]): boolean {
  return !what.startsWith('GET');
}

function logOf({ log }: Side): string {
  return log.map(({ turn, what }) => `${turn} ${what}`).join('\n');
}

const user = (contents: Contents, name: string): JsonObject | undefined =>
  contents.users.find(({ attributes }) => attributes['userName'] === name)?.attributes;
const groups = (contents: Contents, name: string) =>
  contents.groups.filter(({ attributes }) => attributes['displayName'] === name);

const titled = (name: string, title: string): Wish => ({
  what: `${name} has the title ${title}`,
  isMet: (contents) => user(contents, name)?.['title'] === title,
});
const member = (group: string, id: string, isOne: boolean): Wish => ({
  what: `${id} is ${isOne ? 'a' : 'no'} member of ${group}`,
  isMet: (contents) => groups(contents, group).every(({ members }) => members.includes(id) === isOne),
});
const single = (group: string): Wish => ({
  what: `there is one ${group}`,
  isMet: (contents) => groups(contents, group).length === 1,
});
const gone = (name: string): Wish => ({
  what: `${name}, as there was one, is gone`,
  isMet: ({ users }) => users.every(({ id }) => id !== `id-${name}`),
});

const NAMES = ['ada', 'bob', 'eve', 'kay'];
const USERS = NAMES.map((userName) => ({ id: `id-${userName}`, userName, title: 'Analyst' }));
const team = (...members: readonly string[]): Seed => ({
  Users: USERS,
  Groups: [{ id: 'team', displayName: 'Team', members: members.map((name) => ({ value: `id-${name}` })) }],
});
/** What either does besides, so that the two have more than one moment to meet. */
const besides = (name: string): Folder => ({
  world: { users: [{ attributes: { userName: name, title: 'Engineer' } }] },
  wishes: [titled(name, 'Engineer')],
});
const both = (one: Folder, other: Folder): Folder => ({
  world: {
    users: [...(one.world.users ?? []), ...(other.world.users ?? [])],
    groups: [...(one.world.groups ?? []), ...(other.world.groups ?? [])],
  },
  wishes: [...one.wishes, ...other.wishes],
});
const titling = (name: string, title: string): Folder => ({
  world: { users: [{ attributes: { userName: name, title } }] },
  wishes: [titled(name, title)],
});
const team2 = (mode: 'exact' | 'additive', members: readonly string[], wishes: readonly Wish[]): Folder => ({
  world: { groups: [{ attributes: { displayName: 'Team' }, members, mode }] },
  wishes,
});

/** What two folders can want that does not go together. */
export const COLLISIONS: readonly Collision[] = [
  {
    what: 'both create the same group, where names are not unique',
    seed: { Users: USERS },
    folders: [
      both(team2('exact', ['ada'], [single('Team')]), besides('eve')),
      both(team2('exact', ['bob'], [single('Team')]), besides('kay')),
    ],
    isTraceable: () => true,
  },
  {
    what: 'both change the same attribute to different values',
    seed: team(),
    folders: [both(titling('ada', 'Countess'), besides('eve')), both(titling('ada', 'Duchess'), besides('kay'))],
    isTraceable: ({ etag }) => etag === 'ifMatch',
  },
  {
    what: 'one removes a member whom the other adds',
    seed: team('eve'),
    folders: [
      both(team2('additive', ['bob', '-ada', '-eve'], [member('Team', 'id-ada', false)]), besides('eve')),
      both(team2('additive', ['ada'], [member('Team', 'id-ada', true)]), besides('kay')),
    ],
    isTraceable: () => false,
  },
  {
    what: 'one has the exact list, and the other adds to it',
    seed: team('ada', 'eve'),
    folders: [
      both(
        team2('exact', ['ada', 'bob'], [member('Team', 'id-bob', true), member('Team', 'id-eve', false)]),
        besides('eve'),
      ),
      both(
        team2('additive', ['eve', 'kay'], [member('Team', 'id-eve', true), member('Team', 'id-kay', true)]),
        besides('kay'),
      ),
    ],
    isTraceable: () => false,
  },
  {
    what: 'one deletes whom the other updates',
    seed: team('ada'),
    folders: [
      both(
        { world: { users: [{ attributes: { userName: 'ada' }, state: 'absent' }] }, wishes: [gone('ada')] },
        besides('eve'),
      ),
      both(titling('ada', 'Countess'), besides('kay')),
    ],
    isTraceable: () => false,
  },
  {
    what: 'one deletes whom the other makes a member',
    seed: team(),
    folders: [
      both(
        { world: { users: [{ attributes: { userName: 'ada' }, state: 'absent' }] }, wishes: [gone('ada')] },
        besides('eve'),
      ),
      both(team2('additive', ['ada'], [member('Team', 'id-ada', true)]), besides('kay')),
    ],
    isTraceable: () => false,
  },
];

/** Of services that have versions, and of those that have none. */
export const SERVICES: readonly (readonly [string, Profile])[] = [
  ['with versions', { ...GENERIC, etag: 'ifMatch' }],
  ['without versions', GENERIC],
];
