import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { fakeTerminal } from '../../support/cli-terminal.ts';

describe('the terminal', () => {
  it('keeps results and messages apart', async () => {
    const { terminal, stdout, stderr } = fakeTerminal({ tty: false });
    terminal.result('the plan');
    terminal.message('reading');
    await setImmediate();
    assert.equal(stdout(), 'the plan\n');
    assert.equal(stderr(), 'reading\n');
  });

  it('shows a status line on a terminal, and erases it before anything else', async () => {
    const { terminal, stderr } = fakeTerminal({ tty: true });
    terminal.status('1 of 3');
    terminal.message('done');
    terminal.message('again');
    await setImmediate();
    assert.equal(stderr(), '\r\u001b[2K1 of 3\r\u001b[2Kdone\nagain\n');
  });

  it('cuts a status line that would wrap', async () => {
    const { terminal, stderr } = fakeTerminal({ tty: true });
    terminal.status('x'.repeat(500));
    await setImmediate();
    assert.equal(stderr(), `\r\u001b[2K${'x'.repeat(79)}`);
  });

  const PROSE = `! ${'word '.repeat(30).trim()}`;
  const FRAME = `12 | ${'word '.repeat(30).trim()}`;
  const EXAMPLE = `  rollcall apply ${'--allow removals=1 '.repeat(6).trim()}`;
  const message = [PROSE, '   |', FRAME, '', EXAMPLE].join('\n');

  it('breaks the prose of a message that is wider than the terminal, and no code frame, no example and no result', async () => {
    const { terminal, stdout, stderr } = fakeTerminal({ tty: true });
    terminal.message(message);
    terminal.result(PROSE);
    await setImmediate();
    const [first, second, ...rest] = stderr().split('\n');
    assert.equal(first, `! ${'word '.repeat(15).trim()}`);
    assert.equal(second, `  ${'word '.repeat(15).trim()}`);
    assert.deepEqual(rest, ['   |', FRAME, '', EXAMPLE, '']);
    assert.equal(stdout(), `${PROSE}\n`);
  });

  it('leaves a command at the end of a message whole, since people copy it', async () => {
    const { terminal, stderr } = fakeTerminal({ tty: true });
    const command = `rollcall apply ${'plans/production-of-every-tenant.json '.repeat(3)}--auto-approve`;
    terminal.message(`Saved, as you see. To apply what was saved: ${command}`);
    await setImmediate();
    assert.deepEqual(stderr().split('\n'), ['Saved, as you see. To apply what was saved:', command, '']);
  });

  it('counts no colours, and asks COLUMNS where the terminal does not say how wide it is', async () => {
    const { terminal, stderr } = fakeTerminal({ tty: true, env: { COLUMNS: '151' } });
    terminal.message(terminal.messageStyle.bold(PROSE.slice(2)));
    await setImmediate();
    assert.equal(stderr().split('\n').length, 2);
  });

  it('breaks nothing in a file or a pipe', async () => {
    const { terminal, stderr } = fakeTerminal({ tty: false });
    terminal.message(message);
    await setImmediate();
    assert.equal(stderr(), `${message}\n`);
  });

  it('shows no status line elsewhere', async () => {
    const { terminal, stderr } = fakeTerminal({ tty: false });
    terminal.status('1 of 3');
    await setImmediate();
    assert.equal(stderr(), '');
  });

  it('asks on standard error and returns the line', async () => {
    const { terminal, type, stdout, stderr } = fakeTerminal({ tty: true });
    const answer = terminal.ask('Apply? ');
    type('yes\nno\n');
    assert.equal(await answer, 'yes');
    assert.equal(stdout(), '');
    assert.equal(stderr(), 'Apply? ');
  });

  it('tells the end of input from an empty answer', async () => {
    const { terminal, end } = fakeTerminal({ tty: true });
    const answer = terminal.ask('Apply? ');
    end();
    assert.equal(await answer, undefined);
  });
});
