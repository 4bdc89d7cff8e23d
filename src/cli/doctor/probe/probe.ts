import type { ProbeFinding, ProbeResult } from '../../../model/health/probe-result.ts';
import { ServiceError } from '../../../scim/answers/service-error.ts';
import { SYSTEM_CLOCK } from '../../../scim/pace/clock.ts';
import type { ValidProject } from '../../open-project.ts';
import type { Service } from '../../service/service.ts';
import { attempt } from './attempt.ts';
import { probeListing } from './probe-listing.ts';
import { probeMembers } from './probe-members.ts';
import { borrowGroup, refuseTakenName } from './probe-names.ts';
import { probeFilters, probeVersions } from './probe-reading.ts';
import { cleanUp, probeRemoval } from './probe-removal.ts';
import { override, ProbeEnd, type ProbeRun, type ProbeState, readById } from './probe-run.ts';
import {
  DEACTIVATION,
  ELEMENT_SPELLINGS,
  SIMPLE_CHANGE,
  trySpellings,
  type UserAttributes,
} from './probe-spellings.ts';
import { FULLNESSES, type ProbeNames, probeAttributes, probeUser } from './probe-subject.ts';

export interface ProbeOptions {
  readonly names: ProbeNames;
  /** Whether the group is one that was there before, which is left as it was found. */
  readonly borrowed: boolean;
  readonly signal: AbortSignal;
  readonly onFinding: (finding: ProbeFinding) => void;
}

/**
 * Finds out how a service speaks, by creating a user and a group and trying on them every spelling that profiles know
 * (docs/profiles.md). The spellings come from the planner itself; what works is what reading shows afterwards. What it
 * created it removes, whatever happens.
 */
export async function probe(project: ValidProject, service: Service, options: ProbeOptions): Promise<ProbeResult> {
  const findings: ProbeFinding[] = [];
  const tell = (finding: ProbeFinding) => {
    findings.push(finding);
    options.onFinding(finding);
  };
  const { client, clientFor, profile, target } = service;
  const found: ProbeState = {
    profile,
    client,
    overrides: {},
    schemas: [],
    userId: undefined,
    groupId: undefined,
    groupIsBorrowed: false,
    lateness: 0,
  };
  const { names, signal } = options;
  const run: ProbeRun = {
    project,
    clientFor,
    target,
    names,
    clock: SYSTEM_CLOCK,
    signal,
    found,
    tell,
  };
  let ended: string | undefined;
  let remains: readonly string[] = [];
  try {
    await tryEverything(run, options.borrowed);
  } catch (error) {
    if (!(error instanceof ServiceError) && !(error instanceof ProbeEnd)) throw error;
    ended = error.message;
  } finally {
    remains = await cleanUp(run);
  }
  return { findings, overrides: run.found.overrides, remains, ...(ended === undefined ? {} : { ended }) };
}

async function tryEverything(run: ProbeRun, borrowed: boolean): Promise<void> {
  await probeListing(run);
  run.found.schemas = await run.found.client.schemas();
  await refuseTakenName(run);
  if (borrowed) await borrowGroup(run);
  const user = await createUser(run);
  const { userId } = run.found;
  if (userId === undefined) return;
  await probeFilters('User', userId, run);
  const simple = await trySpellings(SIMPLE_CHANGE, user, run);
  if (simple.kind !== 'works') throw new ProbeEnd('no spelling of a change works, so that nothing else can be tried.');
  if (Array.isArray(user['emails'])) {
    for (const spelling of ELEMENT_SPELLINGS) await trySpellings(spelling, user, run);
  }
  await probeVersions(userId, run);
  await probeMembers(user, run);
  const { groupId, groupIsBorrowed } = run.found;
  if (groupId !== undefined) await probeFilters('Group', groupId, run);
  if (groupId !== undefined && !groupIsBorrowed) await probeRemoval('Group', groupId, run);
  await deactivate(user, userId, run);
  await probeRemoval('User', userId, run);
  noteLateness(run);
}

/** Creates the test user, with less where the service refuses a full one. */
async function createUser(run: ProbeRun): Promise<UserAttributes> {
  const { found, names, tell } = run;
  const tried = 'creating a user';
  const reasons: string[] = [];
  for (const fullness of FULLNESSES) {
    const attributes = probeAttributes(names, fullness, found.profile);
    const outcome = await attempt({ users: [probeUser(attributes)], groups: [] }, found.profile, run);
    if (outcome.kind === 'works') {
      const summary = fullness === 'full' ? 'as the profile says' : `with less than was offered: ${reasons[0]}`;
      tell({ tried, status: 'works', summary });
      return attributes;
    }
    reasons.push(outcome.reason);
    // What was created with a part of it serves for what follows, declared with the part that is surely there.
    if (found.userId !== undefined) {
      tell({ tried, status: 'fails', summary: outcome.reason });
      return probeAttributes(names, 'plain', found.profile);
    }
  }
  throw new ProbeEnd(`no test user could be created: ${reasons[0]}`);
}

async function deactivate(user: UserAttributes, userId: string, run: ProbeRun): Promise<void> {
  const { kind } = await trySpellings(DEACTIVATION, user, run);
  const { found, tell } = run;
  if (kind === 'works' || (await readById('User', userId, run)) !== undefined || found.profile.types.User.hidesInactive)
    return;
  override(run, { types: { User: { hidesInactive: true } } });
  tell({ tried: 'reading inactive users', status: 'overridden', summary: 'types.User.hidesInactive: true' });
}

/** Writes that could be read later than the profile says, in whole seconds and with one to spare. */
function noteLateness(run: ProbeRun): void {
  const { found, tell } = run;
  const seconds = Math.ceil(found.lateness / 1000);
  const tried = 'reading what was written';
  if (seconds <= found.profile.readAfterWrite) {
    tell({ tried, status: 'works', summary: 'as the profile says' });
    return;
  }
  override(run, { readAfterWrite: seconds + 1 });
  tell({ tried, status: 'overridden', summary: `readAfterWrite: ${seconds + 1}` });
}
