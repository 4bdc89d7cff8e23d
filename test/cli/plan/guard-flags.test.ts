import assert from 'node:assert/strict';
import { allowances } from '../../../src/cli/plan/guard-flags.ts';
import { momentOf } from '../../../src/cli/plan/now.ts';
import { UsageError } from '../../../src/cli/terminal/usage-error.ts';

describe('--allow', () => {
  it('names what is allowed, and how much of it', () => {
    assert.deepEqual(allowances(), {});
    assert.deepEqual(allowances(['removals=12', 'member-removals=0']), { removals: 12, 'member-removals': 0 });
  });

  it('is refused where it is not understood or given twice', () => {
    for (const flags of [['everything'], ['removals'], ['removals=-1'], ['removal=1'], ['changes=1', 'changes=2']]) {
      assert.throws(() => allowances(flags), UsageError, flags.join(' '));
    }
  });
});

describe('--now', () => {
  it('is a date in UTC or a moment with its zone, by default the clock', () => {
    assert.equal(momentOf('2027-06-30').toISOString(), '2027-06-30T00:00:00.000Z');
    assert.equal(momentOf('2027-06-30T18:00:00+02:00').toISOString(), '2027-06-30T16:00:00.000Z');
    assert.ok(Math.abs(momentOf(undefined).getTime() - Date.now()) < 10_000);
  });

  it('is refused where it means different moments in different places, or none', () => {
    for (const flag of ['2027-06-30T18:00:00', 'tomorrow', '2027-13-01', '']) {
      assert.throws(() => momentOf(flag), UsageError, flag);
    }
  });
});
