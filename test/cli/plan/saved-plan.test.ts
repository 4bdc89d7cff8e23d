import assert from 'node:assert/strict';
import { checkOrigin, checkUnmoved, savedChoice } from '../../../src/cli/plan/saved-plan.ts';
import { RefusedError } from '../../../src/cli/terminal/refused-error.ts';
import { UsageError } from '../../../src/cli/terminal/usage-error.ts';
import { createUser, patchUser, planOf } from '../../apply/plans.ts';

const PLAN = planOf(createUser('ada'));
const PRESENT = { tool: PLAN.tool, target: PLAN.target, digest: PLAN.digest, now: new Date('2027-01-01') };

describe('a saved plan', () => {
  it('is accepted where it was made', () => {
    checkOrigin(PLAN, PRESENT);
    checkOrigin(PLAN, { ...PRESENT, tool: 'rollcall 0.9.7' });
  });

  for (const [what, present] of [
    ['another major version', { tool: 'rollcall 1.0.0' }],
    ['another service', { target: 'sandbox:generic' }],
    ['other files', { digest: 'e'.repeat(64) }],
  ] as const) {
    it(`is refused by ${what}`, () => {
      assert.throws(() => checkOrigin(PLAN, { ...PRESENT, ...present }), RefusedError);
    });
  }

  it('is refused from the moment at which an expiry makes it another plan', () => {
    const plan = { ...PLAN, validUntil: '2027-07-01T00:00:00.000Z' };
    checkOrigin(plan, { ...PRESENT, now: new Date('2027-06-30T23:59:59.999Z') });
    assert.throws(() => checkOrigin(plan, { ...PRESENT, now: new Date('2027-07-01T00:00:00Z') }), /\$expires/u);
  });

  it('is refused whole where one resource moved, and the list says which', () => {
    const saved = planOf(createUser('ada'), patchUser('bob'));
    checkUnmoved(saved, saved, 'all');
    assert.throws(
      () => checkUnmoved(saved, planOf(patchUser('bob')), 'all'),
      (error) => {
        assert.ok(error instanceof RefusedError);
        assert.deepEqual(error.reasons, ['user:ada needs no create any more']);
        return true;
      },
    );
  });

  it('brings its own environment, variables and targets', () => {
    const plan = { ...PLAN, environment: 'staging', variables: { domain: 'example.com' }, targets: ['user:a*'] };
    const none = { dir: 'people', env: undefined, var: undefined, target: undefined, now: '2027-01-01' };
    assert.deepEqual(savedChoice(plan, none), {
      dir: 'people',
      environment: 'staging',
      variables: { domain: 'example.com' },
      targets: ['user:a*'],
      now: new Date('2027-01-01'),
    });
    for (const flags of [{ env: 'production' }, { var: ['a=b'] }, { target: ['user:b*'] }]) {
      assert.throws(() => savedChoice(plan, { ...none, ...flags }), UsageError);
    }
  });
});
