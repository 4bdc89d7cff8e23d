import assert from 'node:assert/strict';
import { planChoice, wantsJson } from '../../src/cli/flags.ts';
import { UsageError } from '../../src/cli/terminal/usage-error.ts';

const NONE = { dir: '.', env: undefined, var: undefined, target: undefined, now: '2027-01-01' };

describe('flags', () => {
  it('name the project, and an environment only if one is given', () => {
    assert.deepEqual(planChoice(NONE), { dir: '.', variables: {}, targets: [], now: new Date('2027-01-01') });
    assert.deepEqual(planChoice({ ...NONE, env: 'staging' }).environment, 'staging');
  });

  it('split a variable at its first =', () => {
    const { variables } = planChoice({ ...NONE, var: ['query=a=b', 'empty=', 'domain=old', 'domain=new'] });
    assert.deepEqual(variables, { query: 'a=b', empty: '', domain: 'new' });
  });

  it('refuse a variable without a name or a value', () => {
    for (const assignment of ['domain', '=value', '']) {
      assert.throws(() => planChoice({ ...NONE, var: [assignment] }), UsageError);
    }
  });

  it('ask for JSON in two ways', () => {
    assert.equal(wantsJson({ format: 'text', json: false }), false);
    assert.equal(wantsJson({ format: 'json', json: false }), true);
    assert.equal(wantsJson({ format: 'text', json: true }), true);
  });
});
