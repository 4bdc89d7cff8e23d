import assert from 'node:assert/strict';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { applyOnce } from '../../support/apply-once.ts';
import { drivenClock } from '../../support/clock-driven.ts';
import type { GroupSketch } from '../../support/planning.ts';
import { patchBody, startTamperingService } from '../../support/tampering-service.ts';

const SEED = {
  Users: ['ada', 'bob', 'eve'].map((userName) => ({ id: `id-${userName}`, userName })),
  Groups: [{ id: 'team', displayName: 'Team', members: [{ value: 'id-eve' }] }],
};

/** Applies while somebody else adds ada to the group, just before the first write. */
async function applyWhileAdaComes(group: Omit<GroupSketch, 'attributes'>) {
  let hasCome = false;
  const service = await startTamperingService(SEED, async ({ method, path }, honest) => {
    if (method !== 'PATCH' || hasCome) return undefined;
    hasCome = true;
    await honest('PATCH', path, patchBody({ op: 'add', path: 'members', value: [{ value: 'id-ada' }] }));
    return undefined;
  });
  try {
    const world = { groups: [{ attributes: { displayName: 'Team' }, ...group }] };
    return await applyOnce(world, { url: service.url, profile: GENERIC, clock: drivenClock() });
  } finally {
    await service.close();
  }
}

describe('a member who comes while a plan is carried out', () => {
  it('is named where the group says that he is none, although the plan had nobody to remove', async () => {
    for (const ada of ['-ada', '-id:id-ada']) {
      const outcome = await applyWhileAdaComes({ members: ['bob', ada], mode: 'additive' });
      assert.equal(outcome.kind, 'failed', ada);
      const findings = [{ kind: 'remains', attribute: 'members', member: 'ada' }];
      assert.deepEqual(outcome.because, [`group:Team not-kept: ${JSON.stringify(findings)}`]);
    }
  });

  it('is told and no failure where nobody says so: others work there too', async () => {
    for (const mode of ['additive', 'exact'] as const) {
      const outcome = await applyWhileAdaComes({ members: ['bob', 'eve'], mode });
      assert.equal(outcome.kind, 'applied', mode);
      assert.deepEqual(
        outcome.events.flatMap((event) => (event.event === 'besides' ? event.findings : [])),
        [{ kind: 'came', attribute: 'members', member: 'ada' }],
      );
    }
  });
});
