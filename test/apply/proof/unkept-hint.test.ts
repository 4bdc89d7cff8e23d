import assert from 'node:assert/strict';
import { openCell, type People } from '../../support/service-cell.ts';

const MANY = Array.from({ length: 25 }, (_, n) => `m${String(n).padStart(2, '0')}@example.com`);
const SEED = {
  Users: [
    ...MANY.map((userName) => ({ userName, active: true })),
    { id: 'ada', userName: 'ada', active: true, emails: [{ value: 'ada@example.com', type: 'work' }] },
    { id: 'zoe', userName: 'zoe', active: false },
  ],
};
const team = (...members: readonly string[]): People => ({ groups: [{ displayName: 'Team', members }] });

/** The hint beside what a service of the quirk does not keep of the last of these steps. */
async function hintOf(quirk: string, ...steps: readonly People[]): Promise<string | undefined> {
  const cell = await openCell({ service: 'generic', quirks: [quirk], seed: SEED });
  try {
    let hint: string | undefined;
    for (const people of steps) {
      const { events } = await cell.apply(people);
      [hint] = events.flatMap((event) => (event.event === 'not-kept' ? [event.hint] : []));
    }
    return hint;
  } finally {
    await cell.close();
  }
}

describe('what a service does not keep', () => {
  it('names read.members where no group ever shows a member', async () => {
    const hint = await hintOf('members-hidden', team('ada'));
    assert.match(hint ?? '', /^No group of this service shows a member: .* set service\.dialect\.read\.members to /);
  });

  it('names read.membersCap where a group shows a round number of members', async () => {
    const hint = await hintOf('members-listed=20', team(...MANY));
    assert.match(hint ?? '', /exactly 20 members: .* set service\.dialect\.read\.membersCap to 20\.$/);
  });

  it('names neither where one member of a few is not kept', async () => {
    assert.equal(await hintOf('members-listed=3', team(...MANY.slice(0, 4))), undefined);
  });

  it('names types.User.inactiveLoses where a member who is not kept is inactive', async () => {
    // Of two members this service shows the first.
    const hint = await hintOf('members-listed=1', team('ada', 'zoe'));
    assert.match(hint ?? '', /^zoe is inactive .* set service\.dialect\.types\.User\.inactiveLoses to \[groups\]\.$/);
  });

  it('names types.User.hidesInactive where whoever was deactivated is not there any more', async () => {
    const hint = await hintOf('deactivated-not-found', { users: [{ userName: 'ada', active: false }] });
    assert.match(hint ?? '', /set service\.dialect\.types\.User\.hidesInactive to true\.$/);
  });

  it('names patch.elementChange where a path with a filter is answered and does nothing', async () => {
    const hint = await hintOf('filtered-paths-ignored', {
      users: [{ userName: 'ada', emails: [{ value: 'countess@example.com', type: 'work' }] }],
    });
    assert.match(hint ?? '', /set service\.dialect\.patch\.elementChange to replaceAttribute\.$/);
  });
});
