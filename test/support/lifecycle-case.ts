import fc from 'fast-check';
import { isJsonObject, type JsonObject } from '../../src/model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { portableAttributes } from './arbitrary-attributes.ts';
import type { Files } from './assert-held.ts';
import { DRAWS, type Draw } from './draw.ts';
import type { GroupSketch, UserSketch } from './planning.ts';

/** The files of a project at several times, each a little different from the time before. */
export type LifecycleCase = readonly Files[];

const USERS = 6;
const GROUPS = 4;

/** Somebody through the years: where they stand in the files, and under which name the service knows them. */
interface Life {
  readonly type: 'User' | 'Group';
  readonly slot: number;
  entry: 'present' | 'absent' | 'none';
  /** Undefined while the service does not have them. */
  known: string | undefined;
  renames: number;
  previously: readonly string[];
  attributes: JsonObject;
}

/** Lifecycles of users and groups that come, change, are renamed, leave the files, are removed and come back. */
export function lifecycleCases(steps: number): fc.Arbitrary<LifecycleCase> {
  const states = fc.array(portableAttributes('as declared'), { minLength: USERS * steps, maxLength: USERS * steps });
  return fc.tuple(states, DRAWS).map(([attributes, draw]) => {
    const lives = [...livesOf('User', USERS), ...livesOf('Group', GROUPS)];
    return Array.from({ length: steps }, (_, step) => {
      for (const life of lives) advance(life, attributes[step * USERS + life.slot] ?? {}, draw);
      return filesOf(lives, draw);
    });
  });
}

function livesOf(type: Life['type'], count: number): readonly Life[] {
  return Array.from({ length: count }, (_, slot) => {
    return { type, slot, entry: 'none', known: undefined, renames: 0, previously: [], attributes: {} };
  });
}

/** One step of a life; what the service will hold after it is known, because every step is applied. */
function advance(life: Life, attributes: JsonObject, draw: Draw): void {
  const how = draw.below(8);
  life.previously = [];
  life.entry = how === 6 ? 'absent' : how === 7 ? 'none' : 'present';
  if (life.entry === 'absent') life.known = undefined;
  if (life.entry !== 'present') return;
  if (how === 5 && life.known !== undefined) {
    life.previously = [life.known];
    life.renames += 1;
  }
  life.known = nameOf(life);
  if (life.type === 'User') life.attributes = how < 3 ? { ...life.attributes, ...attributes } : life.attributes;
}

function nameOf({ type, slot, renames }: Life): string {
  const names = ['Ada', 'b"ob"', 'zoë\\', "o'neil,(x)", '😀', 'tab\t'];
  const name = `${names[slot] ?? ''}-${renames}`;
  return type === 'User' ? `${name}@example.com` : `Group ${name}`;
}

function filesOf(lives: readonly Life[], draw: Draw): Files {
  const referable = lives.filter(({ entry, known }) => entry !== 'absent' && known !== undefined);
  const present = lives.filter(({ entry }) => entry !== 'none');
  return {
    users: present.filter(({ type }) => type === 'User').map((life) => userOf(life, referable, draw)),
    groups: present.filter(({ type }) => type === 'Group').map((life) => groupOf(life, referable, draw)),
  };
}

function keysOf({ entry, previously }: Life) {
  return { state: entry === 'absent' ? ('absent' as const) : ('present' as const), previously };
}

function userOf(life: Life, referable: readonly Life[], draw: Draw): UserSketch {
  const userName = nameOf(life);
  if (life.entry === 'absent') return { attributes: { userName }, ...keysOf(life) };
  const managers = referable.filter(({ type }) => type === 'User');
  const manager = managers[draw.below(managers.length * 2)]?.known;
  const enterprise = life.attributes[ENTERPRISE_USER_SCHEMA];
  const managed = {
    ...(isJsonObject(enterprise) ? enterprise : {}),
    manager: manager && { value: { $user: manager } },
  };
  const attributes =
    manager === undefined ? life.attributes : { ...life.attributes, [ENTERPRISE_USER_SCHEMA]: managed };
  return { attributes: JSON.parse(JSON.stringify({ ...attributes, userName })), ...keysOf(life) };
}

function groupOf(life: Life, referable: readonly Life[], draw: Draw): GroupSketch {
  const displayName = nameOf(life);
  if (life.entry === 'absent') return { attributes: { displayName }, ...keysOf(life) };
  const members = referable
    .filter((other) => other !== life && draw.below(2) === 0)
    .map(({ type, known }) => `${draw.oneIn(6) ? '-' : ''}${type === 'User' ? 'user' : 'group'}:${known}`);
  return { attributes: { displayName }, members, mode: draw.oneIn(3) ? 'additive' : 'exact', ...keysOf(life) };
}
