import assert from 'node:assert/strict';
import { usualArguments } from '../../src/cli/usual-arguments.ts';

describe('short words on a command line', () => {
  it('mean help and the version, and behind -- nothing', () => {
    const told = (line: string) => usualArguments(line.split(' ')).join(' ');
    assert.equal(told('-h'), '--help');
    assert.equal(told('plan -h'), 'plan --help');
    assert.equal(told('help plan'), 'plan --help');
    assert.equal(told('-v'), '--version');
    assert.equal(told('version'), '--version');
    assert.equal(told('plan --env -- -h'), 'plan --env -- -h');
    assert.equal(told('show version'), 'show version');
  });
});
