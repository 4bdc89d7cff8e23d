import assert from 'node:assert/strict';
import { runCli, temporaryProject } from '../support/cli-run.ts';

describe('rollcall history', () => {
  let project: Awaited<ReturnType<typeof temporaryProject>>;
  const run = (args: string, env = {}) => runCli(args.split(' '), { cwd: project.dir, env });
  before(async () => {
    project = await temporaryProject({
      'rollcall.yaml': `users: [{ userName: ada, title: Lead }]
groups: [{ displayName: Staff, members: [ada] }]
environments: { staging: {} }
`,
    });
    const ci = { GITHUB_TRIGGERING_ACTOR: 'grace', GITHUB_SHA: '77ab'.repeat(10) };
    const { code, stderr } = await run('apply --sandbox --auto-approve --env staging', ci);
    assert.equal(code, 0, stderr);
  });
  after(() => project.remove());

  it('names who applied which plan from which commit in which environment, and each value', async () => {
    assert.match((await run('history')).stdout, /2 of 2 {2}grace {2}77ab77ab77ab\s+sandbox:generic \(staging\)\n$/u);
    const { stdout } = await run('history 2');
    assert.match(
      stdout,
      / · environment staging ·\sby\sgrace\s·\scommit\s77ab77ab77ab\s·\splan\sid\s[0-9a-f]{12}\s·\srollcall .*\n/u,
    );
    assert.match(stdout, /\nuser:ada\n.* {2}\+ title: "Lead"\n.*\ngroup:Staff\n.* {2}\+ member ada\n/su);
  });

  it('tells the same to programs, and with all 64 digits of the id', async () => {
    const { stdout } = await run('history 2 --json');
    const { id, origin, changes } = JSON.parse(stdout);
    assert.match(id, /^[0-9a-f]{64}$/u);
    assert.deepEqual(origin, { actor: 'grace', commit: '77ab'.repeat(10) });
    assert.deepEqual(changes[0].planned.edits.at(-1), { label: 'title', kind: 'add', after: 'Lead' });
  });

  it('tells it in Markdown of one run, without values where none are wanted', async () => {
    const { stdout } = await run('history 2 --format markdown --values none');
    assert.match(stdout, /^### .*\n\n\*\*done: 2 of 2 changes\*\*\n/u);
    assert.match(stdout, /\n\+ title\n/u);
    assert.ok(!stdout.includes('Lead'));
    const { code, stderr } = await run('history --format markdown');
    assert.equal(code, 1);
    assert.match(stderr, /^Error: --format markdown shows one run\./u);
  });
});
