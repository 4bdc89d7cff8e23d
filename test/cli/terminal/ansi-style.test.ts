import assert from 'node:assert/strict';
import { styleFor } from '../../../src/cli/terminal/ansi-style.ts';

describe('colour', () => {
  const cases = [
    { tty: true, env: {}, noColor: false, colour: true, why: 'a terminal' },
    { tty: false, env: {}, noColor: false, colour: false, why: 'a pipe' },
    { tty: true, env: { NO_COLOR: '1' }, noColor: false, colour: false, why: 'NO_COLOR' },
    { tty: true, env: { NO_COLOR: '' }, noColor: false, colour: true, why: 'an empty NO_COLOR' },
    { tty: true, env: { TERM: 'dumb' }, noColor: false, colour: false, why: 'a dumb terminal' },
    { tty: true, env: {}, noColor: true, colour: false, why: '--no-color' },
    { tty: false, env: { FORCE_COLOR: '1' }, noColor: false, colour: true, why: 'FORCE_COLOR on a pipe' },
    {
      tty: false,
      env: { FORCE_COLOR: '1', NO_COLOR: '1' },
      noColor: false,
      colour: true,
      why: 'FORCE_COLOR over NO_COLOR',
    },
    { tty: true, env: { FORCE_COLOR: '0' }, noColor: false, colour: false, why: 'FORCE_COLOR=0' },
    { tty: false, env: { FORCE_COLOR: '1' }, noColor: true, colour: false, why: '--no-color over FORCE_COLOR' },
  ];
  for (const { tty, env, noColor, colour, why } of cases) {
    it(`is ${colour ? 'on' : 'off'} with ${why}`, () => {
      const text = styleFor({ isTTY: tty }, env, noColor).red('x');
      assert.equal(text, colour ? '\u001b[31mx\u001b[39m' : 'x');
    });
  }
});
