import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';
import { effectiveProfile } from '../../../profiles/effective-profile.ts';
import { attempt, type Outcome } from './attempt.ts';
import { override, type ProbeRun } from './probe-run.ts';
import { probeGroup, probeUser, type Subject } from './probe-subject.ts';

/** One thing that a plan may have to do, with the spellings in which services take it. */
export interface Spelling {
  readonly tried: string;
  /** What is to be so afterwards, of a user with these attributes. */
  readonly subject: (user: UserAttributes) => Subject;
  /** Overrides of the profile, in the order in which they are tried; what the profile says is tried before all. */
  readonly others: readonly JsonObject[];
}

export type UserAttributes = JsonObject & { readonly userName: string };

/** What has to work before anything else can be tried. */
export const SIMPLE_CHANGE: Spelling = {
  tried: 'changing an attribute',
  subject: (user) => ({ users: [probeUser({ ...user, displayName: 'Rollcall Probe 2' })], groups: [] }),
  others: [
    { patch: { capitalisedOps: true } },
    { patch: { urnQualifiedCorePaths: true } },
    { patch: { form: 'pathless' } },
    { patch: { form: 'pathless', capitalisedOps: true } },
    { patch: { supported: false } },
  ],
};

/** Changes of multi-valued attributes, one element at a time. */
export const ELEMENT_SPELLINGS: readonly Spelling[] = [
  {
    tried: 'changing a sub-attribute of an element',
    subject: (user) => ({ users: [probeUser({ ...user, ...withEmails(user, renamed) })], groups: [] }),
    others: [{ patch: { elementChange: 'replaceAttribute' } }],
  },
  {
    tried: 'removing an element',
    // The change of the step before stays, so that nothing but the removal is asked for.
    subject: (user) => ({
      users: [probeUser({ ...user, ...withEmails(user, (emails) => renamed(emails).slice(0, 1)) })],
      groups: [],
    }),
    others: [{ patch: { elementRemoval: 'replaceAttribute' } }],
  },
];

/**
 * Members of the test group, which holds the test user when these are tried.
 * @param mayTryList whether a removal by a list of ids may be tried, by which some services remove everybody
 */
export const MEMBER_SPELLINGS = (groupName: string, mayTryList: boolean): readonly Spelling[] => [
  {
    tried: 'removing a member',
    subject: (user) => ({
      users: [probeUser({ userName: user.userName })],
      groups: [probeGroup(groupName, { userName: user.userName, state: 'absent' })],
    }),
    others: [...(mayTryList ? [{ members: { removal: 'valueList' } }] : []), { members: { removal: 'valuePath' } }],
  },
  {
    tried: 'adding a member',
    subject: (user) => ({
      users: [probeUser({ userName: user.userName })],
      groups: [probeGroup(groupName, { userName: user.userName, state: 'present' })],
    }),
    others: [],
  },
];

/** Deactivation comes last of the changes of a user: a service may hide whoever is inactive. */
export const DEACTIVATION: Spelling = {
  tried: 'deactivating, together with another attribute',
  subject: (user) => ({
    users: [probeUser({ ...user, active: false, displayName: 'Rollcall Probe 3' })],
    groups: [],
  }),
  others: [
    { patch: { alone: ['active'] } },
    { patch: { stringBooleans: true } },
    { patch: { stringBooleans: true, alone: ['active'] } },
  ],
};

/** The e-mail list of a user with a change; nothing where the user has none. */
function withEmails(user: UserAttributes, change: (emails: readonly JsonValue[]) => readonly JsonValue[]): JsonObject {
  const { emails } = user;
  return emails !== undefined && isJsonArray(emails) ? { emails: change(emails) } : {};
}

function renamed([first, ...others]: readonly JsonValue[]): readonly JsonValue[] {
  const element = first !== undefined && isJsonObject(first) ? first : {};
  return [{ ...element, value: `changed-${String(element['value'])}` }, ...others];
}

/**
 * Tries a spelling, the profile's own before the others, until one is taken and kept, and notes which.
 * @returns how the last one went; `works` where any did
 */
export async function trySpellings(
  { tried, subject, others }: Spelling,
  user: UserAttributes,
  run: ProbeRun,
): Promise<Outcome> {
  const { found, tell } = run;
  const first = await attempt(subject(user), found.profile, run);
  if (first.kind === 'works') {
    tell({ tried, status: 'works', summary: 'as the profile says' });
    return first;
  }
  for (const other of others) {
    const outcome = await attempt(subject(user), effectiveProfile(found.profile, other), run);
    if (outcome.kind !== 'works') continue;
    override(run, other);
    tell({ tried, status: 'overridden', summary: `${settingsOf(other)}; as the profile says, ${first.reason}` });
    return outcome;
  }
  tell({ tried, status: 'fails', summary: first.reason });
  return first;
}

/** `patch.elementChange: replaceAttribute` */
export function settingsOf(value: JsonObject, path = ''): string {
  return Object.entries(value)
    .map(([name, below]) =>
      isJsonObject(below)
        ? settingsOf(below, `${path}${name}.`)
        : `${path}${name}: ${isJsonArray(below) ? `[${below.join(', ')}]` : String(below)}`,
    )
    .join(', ');
}
