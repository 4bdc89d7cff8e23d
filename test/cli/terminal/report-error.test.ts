import assert from 'node:assert/strict';
import { RefusedError } from '../../../src/cli/terminal/refused-error.ts';
import { reportError } from '../../../src/cli/terminal/report-error.ts';
import { UsageError } from '../../../src/cli/terminal/usage-error.ts';
import { PLAIN } from '../../../src/render/text/style.ts';

describe('reporting an error', () => {
  it('prints the message and what to do, without a stack, and exits with 1', () => {
    const report = reportError(new UsageError('it does not work.', 'Do it otherwise.'), PLAIN);
    assert.deepEqual(report, { code: 1, text: 'Error: it does not work.\nDo it otherwise.' });
  });

  it('lists what speaks against a refused plan and exits with 3', () => {
    const report = reportError(
      new RefusedError('2 moved.', 'Plan again.', ['user:ada moved', 'user:bob moved']),
      PLAIN,
    );
    assert.deepEqual(report, {
      code: 3,
      text: 'Refused: 2 moved.\n  - user:ada moved\n  - user:bob moved\nPlan again.',
    });
  });

  it('prints what the system says of a file', () => {
    const error = Object.assign(new Error("ENOENT: no such file or directory, open 'plan.json'"), {
      code: 'ENOENT',
      syscall: 'open',
    });
    assert.deepEqual(reportError(error, PLAIN), { code: 1, text: `Error: ${error.message}` });
  });

  it('says in plain words what the system says of files and ports, with what to do', () => {
    const of = (code: string, more: object) =>
      reportError(Object.assign(new Error(`${code}: x`), { code, syscall: 'open', ...more }), PLAIN);
    for (const code of ['ENOENT', 'EISDIR', 'ENOTDIR', 'EACCES', 'EPERM', 'ENOSPC', 'EROFS']) {
      const { code: exit, text } = of(code, { path: 'some/plan.json' });
      assert.equal(exit, 1);
      assert.match(text, /^Error: .*some\/plan\.json.*\.\n[A-Z].*\.$/u);
      assert.ok(!text.includes(code), text);
    }
    for (const code of ['EADDRINUSE', 'EACCES']) {
      assert.match(of(code, { syscall: 'listen', port: 80 }).text, /^Error: port 80 .*\.\n.*--port 0/u);
    }
  });

  it('apologises for anything else with the stack, and exits with 70', () => {
    const { code, text } = reportError(new TypeError('x is not a function'), PLAIN);
    assert.equal(code, 70);
    assert.match(text, /^Bug: .*sorry/u);
    assert.match(text, /TypeError: x is not a function\n {4}at /u);
    assert.match(text, /Please report/u);
  });

  it('prints nothing that a terminal would obey or hide, wherever it comes from', () => {
    const evil = '\u001b[2J\u0007\r\u202e\u2066\u200b\u2028\u0085';
    const errors = [
      new UsageError(evil, evil),
      new RefusedError(evil, evil, [`${evil}\n${evil}`]),
      new TypeError(evil),
      Object.assign(new Error(evil), { code: 'ENOENT', syscall: 'open' }),
    ];
    for (const error of [...errors, evil]) {
      const withoutLines = reportError(error, PLAIN).text.replaceAll('\n', '');
      assert.doesNotMatch(withoutLines, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }
  });

  it('survives something thrown that is no error', () => {
    assert.equal(reportError('a text', PLAIN).code, 70);
  });
});
