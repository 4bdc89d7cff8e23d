import type { Configuration, DeclaredGroup, DeclaredMember, DeclaredUser } from '../../../model/configuration.ts';
import { DEFAULT_LIMITS } from '../../../model/guards.ts';
import type { JsonObject, JsonValue } from '../../../model/json.ts';
import type { Profile } from '../../../model/profile.ts';
import { resourceKey } from '../../../model/resource.ts';

/** The names of what a probe creates. */
export interface ProbeNames {
  readonly userName: string;
  readonly groupName: string;
}

/** What a probe declares of its own user and group, as files would. */
export interface Subject {
  readonly users: readonly DeclaredUser[];
  readonly groups: readonly DeclaredGroup[];
}

const NOWHERE = { file: 'doctor --probe', line: 1 };
const POINTER = { file: NOWHERE.file, path: [] };

/** The test user, declared with these attributes. */
export function probeUser(attributes: JsonObject & { readonly userName: string }): DeclaredUser {
  return { type: 'User', ...declared('User', attributes.userName, attributes) };
}

/** The test user as a member, or as none. */
export interface ProbeMember {
  readonly userName: string;
  readonly state: DeclaredMember['state'];
}

/** The test group with the test user in it or not; all others in it are left alone, whose group it may be. */
export function probeGroup(displayName: string, member?: ProbeMember, externalId?: string): DeclaredGroup {
  const entries = (member === undefined ? [] : [member]).map(({ userName, state }) => ({
    target: { by: 'user', name: userName } as const,
    state,
    pointer: POINTER,
  }));
  return {
    type: 'Group',
    ...declared('Group', displayName, { displayName, ...(externalId === undefined ? {} : { externalId }) }),
    ...(member === undefined ? {} : { members: { mode: 'additive', entries } }),
  };
}

function declared(type: 'User' | 'Group', name: string, attributes: JsonObject) {
  const key = resourceKey(type, name);
  return {
    key,
    name,
    previously: [],
    state: 'present' as const,
    attributes,
    ignore: [],
    source: NOWHERE,
    pointer: POINTER,
  };
}

/** The project's configuration with the subject in the place of everything that its files declare. */
export function onlySubject({ service, environment }: Configuration, subject: Subject): Configuration {
  return {
    service,
    environment,
    ownership: {},
    guards: { ...DEFAULT_LIMITS, protect: [], sensitive: [] },
    policies: [],
    ...subject,
  };
}

/** How much a test user carries: services differ in what they take. */
export const FULLNESSES = ['full', 'oneOfEach', 'plain'] as const;

type Fullness = (typeof FULLNESSES)[number];

/** What a test user is created with, as far as the profile lets the service hold it. */
export function probeAttributes(
  { userName }: ProbeNames,
  fullness: Fullness,
  profile: Profile,
): JsonObject & { readonly userName: string } {
  const { required } = profile.types.User;
  const needs = (name: string) => required.includes(name) || required.some((other) => other.startsWith(`${name}.`));
  const work = { value: addressOf(userName, 'work'), type: 'work', primary: true };
  const home = { value: addressOf(userName, 'home'), type: 'home' };
  const emails: JsonValue = fullness === 'full' && (profile.maxElements['emails'] ?? 2) > 1 ? [work, home] : [work];
  const rich: JsonObject = { name: { givenName: 'Rollcall', familyName: 'Probe' }, emails, title: 'probe' };
  const plain = Object.fromEntries(Object.entries(rich).filter(([name]) => needs(name)));
  const chosen = Object.entries(fullness === 'plain' ? plain : rich).filter(
    ([name]) => profile.unsupported[name] === undefined,
  );
  return {
    userName,
    displayName: 'Rollcall Probe',
    active: true,
    ...(needs('externalId') || fullness !== 'plain' ? { externalId: userName } : {}),
    ...Object.fromEntries(chosen),
  };
}

/** An address of a domain that nobody can have (RFC 2606), so that no mail of the service arrives anywhere. */
function addressOf(userName: string, kind: string): string {
  return `${userName.split('@')[0]}-${kind}@example.com`;
}
