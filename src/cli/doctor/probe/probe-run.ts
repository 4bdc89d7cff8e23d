import type { DescribedSchema } from '../../../model/attribute.ts';
import type { ProbeFinding } from '../../../model/health/probe-result.ts';
import type { JsonObject } from '../../../model/json.ts';
import type { Profile } from '../../../model/profile.ts';
import type { ResourceType, ScimResource } from '../../../model/resource.ts';
import { effectiveProfile } from '../../../profiles/effective-profile.ts';
import { isNotFound } from '../../../scim/answers/scim-error.ts';
import { ServiceError } from '../../../scim/answers/service-error.ts';
import type { Clock } from '../../../scim/pace/clock.ts';
import type { ScimClient } from '../../../scim/scim-client.ts';
import type { ValidProject } from '../../open-project.ts';
import type { ProbeNames } from './probe-subject.ts';

/** One probe while it runs. */
export interface ProbeRun {
  readonly project: ValidProject;
  readonly clientFor: (profile: Profile) => ScimClient;
  readonly target: string;
  readonly names: ProbeNames;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly found: ProbeState;
  readonly tell: (finding: ProbeFinding) => void;
}

/** What becomes known on the way. */
export interface ProbeState {
  /** The profile in effect, with what was found so far on top. */
  profile: Profile;
  /** Speaks and reads as that profile says. */
  client: ScimClient;
  /** What differs from the profile in effect, in the shape of `service.dialect`. */
  overrides: JsonObject;
  /** What the service's `/Schemas` says. */
  schemas: readonly DescribedSchema[];
  userId: string | undefined;
  groupId: string | undefined;
  /** The group was there before and stays. */
  groupIsBorrowed: boolean;
  /** The longest time until a write could be read, in milliseconds. */
  lateness: number;
}

/** Ends a probe: Ctrl-C, or nothing further can be tried. */
export class ProbeEnd extends Error {
  override readonly name = 'ProbeEnd';
}

/** Seconds that a probe waits for a write to be readable, whatever the profile says: it is there to find that out. */
const LEAST_PATIENCE_S = 5;
const PAUSE_MS = 200;

/** Notes an override and speaks to the service in that way from now on. */
export function override({ found, clientFor }: ProbeRun, value: JsonObject): void {
  found.overrides = mergeObjects(found.overrides, value);
  found.profile = effectiveProfile(found.profile, value);
  found.client = clientFor(found.profile);
}

/** Two objects as one, the second over the first, object by object (RFC 7396 without deletions). */
export function mergeObjects(base: JsonObject, over: JsonObject): JsonObject {
  const merged = Object.entries(over).map(([name, value]) => {
    const held = base[name];
    const both = isRecord(held) && isRecord(value);
    return [name, both ? mergeObjects(held, value) : value];
  });
  return { ...base, ...Object.fromEntries(merged) };
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The message of what a service or the network did wrong; anything else is a bug and thrown on. */
export function reasonOf(error: unknown): string {
  if (error instanceof ServiceError) return error.message;
  throw error;
}

/** One resource; undefined where the service says that it is not there. Throws ServiceError. */
export async function readById(
  type: ResourceType,
  id: string,
  { found: { client } }: ProbeRun,
): Promise<ScimResource | undefined> {
  try {
    return (await client.get(type, id)).resource;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Looks until it sees something, for as long as a write may take to be readable; notes how long that was. */
export async function seeWithin<T>(run: ProbeRun, look: () => Promise<T>, isSeen: (seen: T) => boolean): Promise<T> {
  const { clock, found, signal } = run;
  const begin = clock.now();
  const patience = Math.max(found.profile.readAfterWrite, LEAST_PATIENCE_S) * 1000;
  for (;;) {
    if (signal.aborted) throw new ProbeEnd('interrupted');
    const seen = await look();
    const passed = clock.now() - begin;
    if (isSeen(seen)) {
      // The first look needs no patience, however long its answer takes.
      found.lateness = Math.max(found.lateness, passed < PAUSE_MS ? 0 : passed);
      return seen;
    }
    if (passed >= patience) return seen;
    await clock.sleep(PAUSE_MS);
  }
}
