import assert from 'node:assert/strict';
import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Ended, runCli, temporaryProject } from '../support/cli-run.ts';

const PROJECT = `
users:
  - { userName: ada@example.com, password: '\${env:ADA_PASSWORD}', enterprise: { manager: boss@example.com } }
  - { userName: bob@example.com, enterprise: { manager: ada@example.com } }
groups:
  - { displayName: Staff, members: [ada@example.com, { group: Inner }] }
  - { displayName: Inner, members: [bob@example.com] }
`;

describe('rollcall plan, show and apply on a sandbox', () => {
  let project: Awaited<ReturnType<typeof temporaryProject>>;
  const run = (...args: readonly string[]): Promise<Ended> => runCli(args, { cwd: project.dir });
  const at = (name: string) => join(project.dir, name);
  before(async () => {
    project = await temporaryProject({ 'rollcall.yaml': PROJECT });
  });
  after(() => project.remove());

  // One test after the other, as a user would: each needs what the one before left in the sandbox.
  it('plans, seeds what is referred to, saves the plan for its owner only and exits with 2', async () => {
    await writeFile(at('plan.json'), '{ "format": 0, "checksum": "" }', { mode: 0o644 });
    const flags = ['--sandbox', '--json', '--detailed-exitcode', '--out', 'plan.json'];
    const { code, stdout, stderr } = await run('plan', ...flags);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /^SANDBOX: no real service is touched/u);
    assert.match(stderr, /user:boss@example\.com/u);
    assert.match(stderr, /rollcall apply plan\.json --sandbox/u);
    assert.equal(stdout, await readFile(at('plan.json'), 'utf8'));
    assert.equal((await stat(at('plan.json'))).mode & 0o777, 0o600);
    assert.equal(JSON.parse(stdout).target, 'sandbox:generic');
    assert.equal((await stat(at('.rollcall/sandbox/generic.jsonl'))).mode & 0o777, 0o600);
  });

  it('overwrites nothing but a plan, and says so before it reads anything', async () => {
    const { code, stdout, stderr } = await run('plan', '--sandbox', '--out', 'rollcall.yaml');
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^Error: rollcall\.yaml exists and is not a plan, so it is not overwritten\.\n/u);
    assert.equal(await readFile(at('rollcall.yaml'), 'utf8'), PROJECT);
    const shown = await run('show', 'rollcall.yaml');
    assert.match(shown.stderr, /is not a plan that rollcall saved\.\n.*rollcall plan --out plan\.json\n$/su);
  });

  it('shows the saved plan', async () => {
    const { code, stdout } = await run('show', 'plan.json');
    assert.equal(code, 0);
    assert.match(stdout, /^SANDBOX · profile generic\n/u);
    assert.match(stdout, /\nPlan: 4 to create, 0 to update, 0 to deactivate, 0 to delete\.\nPlan id [0-9a-f]{12}\n$/u);
  });

  it('refuses to apply without a terminal and without --auto-approve', async () => {
    const { code, stdout, stderr } = await run('apply', '--sandbox');
    assert.equal(code, 1);
    assert.match(stdout, /Plan: 4 to create/u);
    assert.match(stderr, /--auto-approve/u);
  });

  it('refuses a plan of the sandbox for a real service', async () => {
    await writeFile(at('rollcall.yaml'), `service: { baseUrl: http://127.0.0.1:9 }${PROJECT}`);
    const { code, stderr } = await run('apply', 'plan.json', '--auto-approve');
    await writeFile(at('rollcall.yaml'), PROJECT);
    assert.equal(code, 3);
    assert.match(stderr, /Refused: the plan was made for sandbox:generic, and this is http:\/\/127\.0\.0\.1:9\./u);
  });

  it('applies the saved plan and tells each event as a line of JSON', async () => {
    const { code, stdout, stderr } = await run('apply', 'plan.json', '--sandbox', '--auto-approve', '--json');
    assert.equal(code, 0, stderr);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(events[0], { event: 'started', changes: 4 });
    assert.equal(events.filter(({ event }) => event === 'change-done').length, 4);
    assert.deepEqual(events.at(-1), {
      event: 'finished',
      done: 4,
      failed: 0,
      skipped: 0,
      notKept: 0,
      notProven: 0,
      verified: true,
    });
  });

  it('refuses to apply it again, and lists what moved', async () => {
    const { code, stdout, stderr } = await run('apply', 'plan.json', '--sandbox', '--auto-approve');
    assert.equal(code, 3);
    assert.equal(stdout, '');
    assert.match(stderr, /Refused: 4 resources moved/u);
    assert.match(stderr, /\n {2}- user:ada@example\.com needs no create any more\n/u);
  });

  it('finds nothing left to do, and asks nobody', async () => {
    const { code, stdout } = await run('apply', '--sandbox');
    assert.equal(code, 0);
    assert.equal(
      stdout,
      'SANDBOX · profile generic\n\nNo entry declares 1 active user of the service.\n\nNo changes.\n',
    );
  });

  it('applies what changed in the files since', async () => {
    await appendFile(at('rollcall.yaml'), '  - { displayName: New }\n');
    const { code, stdout } = await run('apply', '--sandbox', '--auto-approve');
    assert.equal(code, 0);
    assert.match(stdout, /\nApplied: 1 created, 0 updated, 0 deactivated, 0 deleted\.\n$/u);
  });
});
