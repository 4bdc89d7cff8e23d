import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import type { Contents, Kept } from '../../support/open-sandbox.ts';
import type { GroupSketch, UserSketch } from '../../support/planning.ts';
import type { DrawnWorld } from './draw-world.ts';

/**
 * What a service keeps otherwise than files declare, and what it lost although nobody asked: a sentence each. It looks at
 * what is kept alone, and shares nothing with the planner and the proof of an apply.
 */
export function faultsIn(world: DrawnWorld, before: Contents, after: Contents): readonly string[] {
  const departed = departedIn(world, before);
  return [
    ...world.users.flatMap((user) => userFaults(user, before, after)),
    ...world.groups.flatMap((group) => groupFaults(group, { before, after, departed })),
    ...before.users.flatMap((user) => lossesOf(user, world, { before, after, departed })),
    ...before.groups.flatMap((group) => groupLosses(group, world, { before, after, departed })),
  ];
}

interface Course {
  readonly before: Contents;
  readonly after: Contents;
  /** Ids of whom the files remove or deactivate. */
  readonly departed: ReadonlySet<string>;
}

function departedIn({ users, groups }: DrawnWorld, before: Contents): ReadonlySet<string> {
  const leavers = users.filter(({ state, attributes }) => state === 'absent' || attributes['active'] === false);
  const gone = groups.filter(({ state }) => state === 'absent');
  const ids = [
    ...leavers.map((user) => userOf(user, before)?.id),
    ...gone.map(({ attributes }) => named(before.groups, 'displayName', attributes.displayName)[0]?.id),
  ];
  return new Set(ids.filter((id) => id !== undefined));
}

const fold = (value: JsonValue | undefined) => String(value ?? '').toLowerCase();

function named(all: readonly Kept[], attribute: string, name: string): readonly Kept[] {
  return all.filter(({ attributes }) => fold(attributes[attribute]) === fold(name));
}

/** Whom an entry means among all. */
function userOf({ attributes, previously = [] }: UserSketch, { users }: Contents): Kept | undefined {
  return [attributes.userName, ...previously].flatMap((name) => named(users, 'userName', name))[0];
}

function userFaults(user: UserSketch, before: Contents, after: Contents): readonly string[] {
  const { userName } = user.attributes;
  const found = named(after.users, 'userName', userName);
  if (user.state === 'absent') return found.length === 0 ? [] : [`${userName} is still there`];
  const was = userOf(user, before);
  const [only, ...twins] = found;
  // Whoever is to be inactive and is not there is not made for that.
  if (only === undefined)
    return was === undefined && user.attributes['active'] === false ? [] : [`${userName} is not there`];
  if (twins.length > 0) return [`${userName} is there ${found.length} times`];
  if (was !== undefined && was.id !== only.id) return [`${userName} is somebody else`];
  return Object.entries(user.attributes).flatMap(([name, wanted]) =>
    agrees(name, only.attributes[name], wanted, after)
      ? []
      : [`${userName}: ${name} is ${JSON.stringify(only.attributes[name])} instead of ${JSON.stringify(wanted)}`],
  );
}

const isNothing = (value: JsonValue | undefined) =>
  value === undefined || value === null || (isJsonArray(value) && value.length === 0);

function agrees(name: string, held: JsonValue | undefined, wanted: JsonValue, after: Contents): boolean {
  if (isNothing(wanted)) return isNothing(held);
  if (isJsonArray(wanted)) {
    const elements = isJsonArray(held) ? held : [];
    return (
      elements.length === wanted.length &&
      wanted.every((each) => elements.some((element) => agrees(name, element, each, after)))
    );
  }
  if (isJsonObject(wanted)) {
    if ('$user' in wanted) return named(after.users, 'userName', String(wanted['$user']))[0]?.id === held;
    const object = isJsonObject(held) ? held : {};
    return Object.entries(wanted).every(([sub, value]) => agrees(`${name}.${sub}`, object[sub], value, after));
  }
  return sameText(name, held, wanted);
}

/** Names are the same in any case, phone numbers in any spelling, and `primary: false` says nothing. */
function sameText(name: string, held: JsonValue | undefined, wanted: JsonValue): boolean {
  if (name === 'userName' || name === 'emails.value') return fold(held) === fold(wanted);
  if (name === 'phoneNumbers.value') return digits(held) === digits(wanted);
  return held === wanted;
}

function digits(value: JsonValue | undefined): string {
  return String(value ?? '').replaceAll(/\D/g, '');
}

function groupFaults(group: GroupSketch, { before, after, departed }: Course): readonly string[] {
  const { displayName } = group.attributes;
  const found = named(after.groups, 'displayName', displayName);
  if (group.state === 'absent') return found.length === 0 ? [] : [`${displayName} is still there`];
  const [only, ...twins] = found;
  if (only === undefined) return [`${displayName} is not there`];
  if (twins.length > 0) return [`${displayName} is there ${found.length} times`];
  const was = named(before.groups, 'displayName', displayName)[0];
  if (was !== undefined && was.id !== only.id) return [`${displayName} is another group`];
  const ids = (texts: readonly string[]) => texts.flatMap((text) => idOf(text, after) ?? []);
  const wanted = ids((group.members ?? []).filter((text) => !text.startsWith('-')));
  const unwanted = ids((group.members ?? []).filter((text) => text.startsWith('-')).map((text) => text.slice(1)));
  const held = new Set(only.members);
  const kept = group.mode === 'additive' ? (was?.members ?? []).filter((id) => !unwanted.includes(id)) : [];
  const dropped = group.mode === 'exact' ? (was?.members ?? []).filter((id) => !wanted.includes(id)) : unwanted;
  return [
    ...[...wanted, ...kept]
      .filter((id) => !held.has(id) && !departed.has(id))
      .map((id) => `${displayName} lacks ${id}`),
    ...dropped.filter((id) => held.has(id)).map((id) => `${displayName} still holds ${id}`),
    ...only.members.filter((id) => !isThere(id, after)).map((id) => `${displayName} holds ${id}, which is nobody`),
  ];
}

function isThere(id: string, { users, groups }: Contents): boolean {
  return [...users, ...groups].some((each) => each.id === id);
}

function idOf(text: string, { users, groups }: Contents): string | undefined {
  const group = /^group:(.*)$/.exec(text)?.[1];
  const found = group === undefined ? named(users, 'userName', text) : named(groups, 'displayName', group);
  return found[0]?.id;
}

/** Values by which people sign in, or which let them do things. */
const SENSITIVE = new Set(['userName', 'externalId', 'active', 'roles', 'entitlements']);

function lossesOf(was: Kept, world: DrawnWorld, { before, after, departed }: Course): readonly string[] {
  const entry = world.users.find((user) => userOf(user, before)?.id === was.id);
  if (entry?.state === 'absent') return [];
  const is = after.users.find(({ id }) => id === was.id);
  const name = String(was.attributes['userName']);
  if (is === undefined) return [`${name} is gone`];
  const declared: JsonObject = entry?.attributes ?? {};
  const mayGo = declared['active'] === false ? ['roles', 'entitlements'] : [];
  return Object.entries(was.attributes).flatMap(([attribute, value]) => {
    if (mayGo.includes(attribute) || isNothing(value)) return [];
    const lost = lossIn(attribute, { value, now: is.attributes[attribute], wanted: declared[attribute], departed });
    return lost
      ? [`${name} lost ${attribute}: ${JSON.stringify(value)} is ${JSON.stringify(is.attributes[attribute])}`]
      : [];
  });
}

interface Compared {
  readonly value: JsonValue;
  readonly now: JsonValue | undefined;
  /** What the files say of it; undefined where nothing. */
  readonly wanted: JsonValue | undefined;
  readonly departed: ReadonlySet<string>;
}

function lossIn(attribute: string, { value, now, wanted, departed }: Compared): boolean {
  if (wanted !== undefined && !isJsonObject(wanted)) return isJsonArray(wanted) && lostInElements(value, now, wanted);
  if (attribute === 'manager') return !isSameManager(value, now, departed);
  if (isJsonObject(value)) {
    const [held, declared] = [isJsonObject(now) ? now : {}, isJsonObject(wanted) ? wanted : {}];
    return Object.entries(value).some(
      ([sub, part]) =>
        declared[sub] === undefined && lossIn(sub, { value: part, now: held[sub], wanted: undefined, departed }),
    );
  }
  if (isJsonArray(value)) return lostElements(attribute, value, isJsonArray(now) ? now : []);
  return SENSITIVE.has(attribute) ? fold(now) !== fold(value) : isNothing(now);
}

function isSameManager(was: JsonValue, is: JsonValue | undefined, departed: ReadonlySet<string>): boolean {
  const id = isJsonObject(was) ? was['value'] : was;
  return departed.has(String(id)) || (isJsonObject(is) ? is['value'] : is) === id;
}

/** Elements of a list that nobody declares: each must be there, perhaps in another spelling. */
function lostElements(attribute: string, was: readonly JsonValue[], is: readonly JsonValue[]): boolean {
  return was.some((element) => {
    const same = is.find((other) => isSameElement(attribute, element, other));
    return same === undefined || lacksParts(element, same);
  });
}

function isSameElement(attribute: string, one: JsonValue, other: JsonValue): boolean {
  if (!isJsonObject(one) || !isJsonObject(other)) return one === other;
  if (one['value'] === undefined) return one['type'] === other['type'] || one['locality'] === other['locality'];
  return sameText(`${attribute}.value`, other['value'], one['value']);
}

function lacksParts(was: JsonValue, is: JsonValue): boolean {
  if (!isJsonObject(was) || !isJsonObject(is)) return false;
  return Object.entries(was).some(([sub, part]) => part !== false && !isNothing(part) && isNothing(is[sub]));
}

/** Of a declared list what an element that stays holds besides must stay: in these worlds of addresses, told by their type. */
function lostInElements(was: JsonValue, is: JsonValue | undefined, wanted: readonly JsonValue[]): boolean {
  const [before, after] = [was, is].map((list) => (isJsonArray(list) ? list.filter(isJsonObject) : []));
  return wanted.filter(isJsonObject).some((element) => {
    const byType = (list: readonly JsonObject[] = []) => list.filter((each) => each['type'] === element['type']);
    const [held, ...others] = byType(before);
    const [now] = byType(after);
    return held !== undefined && now !== undefined && others.length === 0 && lacksParts(held, now);
  });
}

function groupLosses(was: Kept, world: DrawnWorld, { after, departed }: Course): readonly string[] {
  const name = String(was.attributes['displayName']);
  const entry = world.groups.find(({ attributes }) => fold(attributes.displayName) === fold(name));
  if (entry?.state === 'absent') return [];
  const is = after.groups.find(({ id }) => id === was.id);
  if (is === undefined) return [`${name} is gone`];
  if (entry !== undefined) return [];
  return was.members.filter((id) => !is.members.includes(id) && !departed.has(id)).map((id) => `${name} lost ${id}`);
}
