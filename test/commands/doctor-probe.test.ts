import assert from 'node:assert/strict';
import { startSandbox } from '../../src/sandbox/http/start-sandbox.ts';
import { withQuirks } from '../../src/sandbox/quirks.ts';
import { rulesOf } from '../../src/sandbox/services.ts';
import { startCli } from '../support/cli-run.ts';
import { startTamperingService } from '../support/tampering-service.ts';
import { checkRow, PROBE_ROWS, type ProbedProject, probedProject, read } from './doctor-probe.ts';

/** The others are in the soak: each starts four processes. */
const IN_SUITE = ['SCIMMY', 'a service that wants capitals, "True", members by value and active alone'];

describe('rollcall doctor --probe', function () {
  this.timeout(60_000);
  let project: ProbedProject;

  beforeEach(() => {
    project = probedProject();
  });

  afterEach(() => project.remove());

  for (const row of PROBE_ROWS.filter(({ title }) => IN_SUITE.includes(title))) {
    it(`finds a dialect of ${row.title} that applies the quickstart, and then nothing more to override`, () =>
      checkRow(row));
  }

  it('leaves nothing behind, also where a step fails', async () => {
    const service = await startSandbox({ rules: withQuirks(rulesOf('generic'), ['no-patch', 'no-put']), seed: {} });
    try {
      project.configure(service.url);
      const { ended, remains } = await project.probe();
      assert.match(ended ?? '', /no spelling of a change works/);
      assert.deepEqual(remains, []);
      for (const type of ['Users', 'Groups']) {
        assert.equal((await read(`${service.url}/${type}`))['totalResults'], 0);
      }
    } finally {
      await service.close();
    }
  });

  it('takes nobody for deleted who cannot be read, and removes him at the end', async () => {
    let deletions = 0;
    const service = await startTamperingService({}, ({ method, path }) => {
      if (!path.startsWith('/Users/')) return undefined;
      if (method === 'DELETE') deletions += 1;
      if (method === 'DELETE' && deletions === 1) return { status: 204 };
      return method === 'GET' && deletions === 1 ? { status: 403, body: { detail: 'not now' } } : undefined;
    });
    try {
      project.configure(service.url);
      const { ended, overrides, remains } = await project.probe();
      assert.match(ended ?? '', /403: not now/);
      assert.equal(overrides['types'], undefined);
      assert.deepEqual(remains, []);
      assert.equal((await service.honest('GET', '/Users')).body['totalResults'], 0);
    } finally {
      await service.close();
    }
  });

  it('uses a group that was there before where none can be created, and leaves it as it was', async () => {
    const seed = {
      Users: [{ id: 'bob', userName: 'bob' }],
      Groups: [{ id: 'g1', displayName: 'Staff', members: [{ value: 'bob' }] }],
    };
    const service = await startSandbox({ rules: withQuirks(rulesOf('generic'), ['no-group-create']), seed });
    try {
      project.configure(service.url);
      const without = await project.probe();
      assert.deepEqual(without.overrides['types'], { Group: { create: false } });
      const { findings, ended } = await project.probe('--probe-group', 'staff');
      assert.equal(ended, undefined);
      assert.ok(findings.some(({ tried, status }) => tried === 'adding a member' && status === 'works'));
      const members = JSON.stringify((await read(`${service.url}/Groups/g1`))['members']);
      assert.deepEqual(
        [...members.matchAll(/"value":"([^"]*)"/gu)].map(([, id]) => id),
        ['bob'],
      );
      assert.match((await project.probe('--probe-group', 'nobody')).ended ?? '', /no group is called nobody/);
    } finally {
      await service.close();
    }
  });

  it('takes no list of ids where that removes members whom it does not name', async () => {
    const quirks = ['no-member-paths', 'member-removal-of-all'];
    const service = await startSandbox({ rules: withQuirks(rulesOf('generic'), quirks), seed: {} });
    try {
      project.configure(service.url);
      const { overrides, findings } = await project.probe();
      assert.deepEqual(overrides['members'], { removal: 'valuePath' });
      assert.ok(findings.some(({ tried, status }) => tried === 'removing nobody else' && status === 'fails'));
    } finally {
      await service.close();
    }
  });

  it('removes what it created after an interruption', async () => {
    const service = await startSandbox({ rules: rulesOf('generic'), seed: {} });
    try {
      project.configure(service.url);
      const { child, ended } = startCli(['doctor', '--probe', '--auto-approve', '--verbose', '--dir', project.dir]);
      let log = '';
      child.stderr.on('data', (chunk) => {
        const isFirst = !log.includes('PATCH');
        log += String(chunk);
        // A second signal would end it at once.
        if (isFirst && log.includes('PATCH')) child.kill('SIGINT');
      });
      const { code, stdout, stderr } = await ended;
      assert.equal(code, 130, stdout + stderr);
      assert.equal((await read(`${service.url}/Users`))['totalResults'], 0);
    } finally {
      await service.close();
    }
  });

  it('refuses without a terminal, where a deleted user remains, and flags that mean nothing', async () => {
    project.configure('http://127.0.0.1:9/scim/v2', { types: { User: { delete: 'irreversible' } } });
    const irreversible = await project.run('doctor', '--probe', '--auto-approve');
    assert.equal(irreversible.code, 3);
    assert.match(irreversible.stderr, /--allow irreversible=1/);
    project.configure('http://127.0.0.1:9/scim/v2');
    const unasked = await project.run('doctor', '--probe');
    assert.equal(unasked.code, 1);
    assert.match(unasked.stderr, /--auto-approve/);
    const idle = await project.run('doctor', '--probe-group', 'Staff');
    assert.equal(idle.code, 1);
    assert.match(idle.stderr, /--probe-group mean nothing without --probe/);
  });

  it('prints YAML to paste', async () => {
    const service = await startSandbox({ rules: rulesOf('generic'), seed: {} });
    try {
      project.configure(service.url);
      const { stdout } = await project.run('doctor', '--probe', '--auto-approve');
      assert.match(stdout, /\n {2}dialect:\n(?: {4}.*\n)* {4}etag: ifMatch\n/);
    } finally {
      await service.close();
    }
  });
});
