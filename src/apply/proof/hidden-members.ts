import type { Finding } from '../../model/finding.ts';
import { isJsonObject } from '../../model/json.ts';
import { memberIds } from '../../plan/references/member-changes.ts';
import { equal } from '../../syntax/filter/filter.ts';
import { printFilter } from '../../syntax/filter/print-filter.ts';
import { lookUntil } from '../requests/unknown-outcome.ts';
import type { Run } from '../run.ts';
import { isClean, type Verdict } from './judge.ts';
import { idsIn } from './predicted.ts';
import type { Touched } from './touched.ts';

/** What is known of the members of a group that does not show them itself. */
export interface HiddenMembers extends Verdict {
  /** True where not everybody who should have stayed was asked for. */
  readonly sampled: boolean;
}

/** So many who should have stayed are worth a request each. */
const MOST_SAMPLED = 20;
const NOTHING: HiddenMembers = { unkept: [], lost: [], besides: [], sampled: false };

/** Tells whether an id is in the group; undefined of whom nobody asked. */
type IsIn = (id: string) => boolean | undefined;

/**
 * Looks for the members of a group where the service shows them by a filter alone: those who came or went, and up to 20 who
 * should have stayed, for as long as a write may take until everybody can read it. Throws what the client throws.
 */
export async function proveHiddenMembers(touched: Touched, run: Run): Promise<HiddenMembers> {
  const { change, trail, members } = touched;
  const how = run.profile.read.members;
  const planned = change.after?.['members'];
  if ((how !== 'usersByGroup' && how !== 'groupsByUser') || !isJsonObject(planned)) return NOTHING;
  const [add, remove] = [planned['add'], planned['remove']].map(idsIn);
  const changed = new Set([...(add ?? []), ...(remove ?? [])]);
  const staying = trail.baseline === undefined ? [] : [...memberIds(trail.baseline)];
  const stay = staying.filter((id) => !changed.has(id) && !members.removed.has(id));
  const sample = how === 'usersByGroup' ? stay : evenly(stay, MOST_SAMPLED);
  const finding = (kind: Finding['kind'], id: string): Finding => ({
    kind,
    attribute: 'members',
    member: members.nameOf(id),
  });
  const look = async (): Promise<Verdict> => {
    const isIn = await (how === 'usersByGroup'
      ? usersOf(touched, run)
      : groupsOf([...changed, ...sample], touched, run));
    return {
      unkept: trail.isDone
        ? [
            ...(add ?? []).filter((id) => isIn(id) === false).map((id) => finding('missing', id)),
            ...(remove ?? []).filter((id) => isIn(id) === true).map((id) => finding('remains', id)),
          ]
        : [],
      lost: sample.filter((id) => isIn(id) === false).map((id) => finding('gone', id)),
      besides: [],
    };
  };
  return { ...(await lookUntil(look, isClean, run)), sampled: sample.length < stay.length };
}

async function usersOf({ id }: Touched, { client, queue }: Run): Promise<IsIn> {
  const filter = printFilter(equal({ attribute: 'groups', subAttribute: 'value' }, id));
  const found = new Set((await queue.add(() => client.list('User', { filter }))).map((user) => user.id));
  return (user) => found.has(user);
}

async function groupsOf(users: readonly string[], { id }: Touched, { client, queue }: Run): Promise<IsIn> {
  const found = await Promise.all(
    users.map(async (user) => {
      const filter = printFilter(equal({ attribute: 'members', subAttribute: 'value' }, user));
      const groups = await queue.add(() => client.list('Group', { filter }));
      return [user, groups.some((group) => group.id === id)] as const;
    }),
  );
  const byUser = new Map(found);
  return (user) => byUser.get(user);
}

/** Some of a list, at equal distances. */
function evenly(list: readonly string[], most: number): readonly string[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, n) => list[Math.floor((n * list.length) / most)] ?? '');
}
