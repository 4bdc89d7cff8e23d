import { listRemovals } from '../../../plan/requests/member-requests.ts';
import { attempt, type Outcome } from './attempt.ts';
import { type MemberReading, memberIdsOf, wayThatShows } from './member-reading.ts';
import { override, type ProbeRun, reasonOf, seeWithin } from './probe-run.ts';
import { MEMBER_SPELLINGS, trySpellings, type UserAttributes } from './probe-spellings.ts';
import { probeGroup, probeUser } from './probe-subject.ts';

/** Finds out how groups are made, and how their members are read and written. Needs the test user. */
export async function probeMembers(user: UserAttributes, run: ProbeRun): Promise<void> {
  const { found, names } = run;
  const isThere = found.groupIsBorrowed || (await createGroup(user, run));
  if (!isThere || found.groupId === undefined || found.userId === undefined) return;
  const way = await readingOf(user, found.userId, found.groupId, run);
  if (way === undefined) return;
  const spellings = MEMBER_SPELLINGS(names.groupName, await mayTryList(found.groupId, way, run));
  for (const spelling of spellings) {
    const { kind } = await trySpellings(spelling, user, run);
    if (kind !== 'works') return;
  }
  if (found.profile.members.removal === 'valueList') await probeList(found.groupId, found.userId, way, run);
  // A group that was there before is left as it was found.
  const [removal] = spellings;
  if (found.groupIsBorrowed && removal !== undefined) await attempt(removal.subject(user), found.profile, run);
}

/** Some services overlook the list of ids and remove everybody: it is tried where nobody but the test user can go. */
async function mayTryList(groupId: string, way: MemberReading, run: ProbeRun): Promise<boolean> {
  if (!run.found.groupIsBorrowed) return true;
  return way !== 'groupsByUser' && (await memberIdsOf(groupId, way, run)).length <= 1;
}

const NOBODY = 'rollcall-probe-nobody';

/** The test user is in the group, and the removal of somebody else must leave him there. */
async function probeList(groupId: string, userId: string, way: MemberReading, run: ProbeRun): Promise<void> {
  const { found, tell } = run;
  if (found.groupIsBorrowed) return;
  try {
    await found.client.patch('Group', groupId, listRemovals([NOBODY], found.profile));
  } catch (error) {
    // Whoever refuses what names nobody removes nobody.
    reasonOf(error);
  }
  if ((await memberIdsOf(groupId, way, run)).includes(userId)) return;
  override(run, { members: { removal: 'valuePath' } });
  const summary =
    'a list of ids removes members whom it does not name; if the service takes PUT, set patch.supported to false';
  tell({ tried: 'removing nobody else', status: 'fails', summary });
}

async function createGroup({ userName }: UserAttributes, run: ProbeRun): Promise<boolean> {
  const { found, names, tell } = run;
  const tried = 'creating a group';
  if (!found.profile.types.Group.create) {
    tell({ tried, status: 'skipped', summary: 'the profile says that groups cannot be created: --probe-group NAME' });
    return false;
  }
  const members = found.profile.members.inCreate ? ({ userName, state: 'present' } as const) : undefined;
  const make = (externalId?: string) =>
    attempt(
      { users: [probeUser({ userName })], groups: [probeGroup(names.groupName, members, externalId)] },
      found.profile,
      run,
    );
  // Few services need it, and none that is known refuses it.
  const bare = await make();
  const outcome = found.groupId === undefined ? await make(names.groupName) : bare;
  if (found.groupId === undefined) {
    override(run, { types: { Group: { create: false } } });
    const reason = outcome.kind === 'works' ? '' : `; ${outcome.reason}`;
    tell({ tried, status: 'overridden', summary: `types.Group.create: false${reason}` });
    return false;
  }
  tell({ tried, status: 'works', summary: 'as the profile says' });
  return true;
}

/** Which reading shows the test user in the group; puts him there by PATCH where the creation did not. */
async function readingOf(
  user: UserAttributes,
  userId: string,
  groupId: string,
  run: ProbeRun,
): Promise<MemberReading | undefined> {
  const { found, names } = run;
  const look = () =>
    seeWithin(
      run,
      () => wayThatShows(userId, groupId, run),
      (way) => way !== undefined,
    );
  const isFilled = found.profile.members.inCreate && !found.groupIsBorrowed;
  const created = isFilled ? await look() : undefined;
  if (created !== undefined) return noteReading(created, run);
  const group = probeGroup(names.groupName, { userName: user.userName, state: 'present' });
  const added = await attempt({ users: [probeUser({ userName: user.userName })], groups: [group] }, found.profile, run);
  const way = await look();
  if (way === undefined) return noteNoReading(added, run);
  if (isFilled) {
    override(run, { members: { inCreate: false } });
    run.tell({ tried: 'members of a new group', status: 'overridden', summary: 'members.inCreate: false' });
  }
  return noteReading(way, run);
}

const READING = 'reading members';

function noteReading(way: MemberReading, run: ProbeRun): MemberReading {
  const isKnown = way === run.found.profile.read.members;
  if (!isKnown) override(run, { read: { members: way } });
  const summary = isKnown ? 'as the profile says' : `read.members: ${way}`;
  run.tell({ tried: READING, status: isKnown ? 'works' : 'overridden', summary });
  return way;
}

/** A member that could not be added proves nothing about reading. */
function noteNoReading(added: Outcome, run: ProbeRun): undefined {
  if (added.kind === 'refused') {
    run.tell({ tried: READING, status: 'fails', summary: added.reason });
    return undefined;
  }
  const isKnown = run.found.profile.read.members === 'unreadable';
  if (!isKnown) override(run, { read: { members: 'unreadable' } });
  const summary = 'read.members: unreadable; no answer of the service shows a member that was added';
  run.tell({ tried: READING, status: isKnown ? 'works' : 'overridden', summary });
  return undefined;
}
