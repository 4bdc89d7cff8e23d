import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ended, runCli } from '../support/cli-run.ts';
import { assertGolden } from '../support/golden.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/company', import.meta.url));
const PLANS = new URL('company/', import.meta.url);
const NOW = ['--now', '2027-01-01T00:00:00Z'];

/** An edit of one file, as a person would make it. */
interface Edit {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

interface Commit {
  readonly title: string;
  /** The plan that a reviewer reads, in `company/NAME.txt`. */
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly allow?: string;
}

const COMMITS: readonly Commit[] = [
  {
    title: 'a joiner is one line, and gets an account and groups wherever people of that department have some',
    name: 'joiner',
    edits: [
      {
        file: 'users/hr.csv',
        from: /$/u,
        to: 'grete@example.com,,1035,Grete Hermann,grete@example.com,Engineering,Engineer,barbara@example.com,2-13,,\n',
      },
    ],
  },
  {
    title: 'a mover changes groups here, gets an account there and loses one elsewhere',
    name: 'mover',
    edits: [
      {
        file: 'users/hr.csv',
        from: /(Ada Lovelace.*),Support,Support Engineer,florence/u,
        to: '$1,Engineering,Engineer,alan',
      },
    ],
  },
  {
    title: 'a rename keeps every account',
    name: 'rename',
    edits: [
      {
        file: 'users/hr.csv',
        from: 'joan@example.com,,1017,Joan Clarke,joan@example.com',
        to: 'joan.murray@example.com,joan@example.com,1017,Joan Murray,joan.murray@example.com',
      },
    ],
  },
  {
    title: 'a leaver leaves everywhere, as far as each service lets her',
    name: 'leaver',
    edits: [
      { file: 'users/hr.csv', from: /(Sophie Wilson.*2-11,,)/u, to: '$1absent' },
      { file: 'groups/code.yaml', from: '      - sophie@example.com\n', to: '' },
    ],
    allow: 'irreversible=1',
  },
];

/** Ids are of the day. */
function withoutIds(text: string): string {
  return text.replaceAll(/^(?:Plan id|Id of all plans) .*\n/gmu, '');
}

describe('examples/company: one directory, three services', () => {
  let dir = '';
  const run = (...args: readonly string[]): Promise<Ended> => runCli([...args, '--env', 'all', ...NOW], { cwd: dir });
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rollcall-company-'));
    cpSync(EXAMPLE, dir, { recursive: true });
  });
  after(() => rm(dir, { recursive: true, force: true }));

  const assertNothingLeft = async () => {
    const { code, stdout, stderr } = await run('plan', '--sandbox', '--detailed-exitcode');
    assert.equal(code, 0, stdout + stderr);
    assert.equal(stdout.match(/^No changes\.$/gmu)?.length, 3);
  };

  it('holds forty people whose files are valid for each service', async () => {
    const { code, stdout, stderr } = await run('validate');
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /slack.*40 users, 5 groups/u);
    assert.match(stdout, /github-enterprise.*15 users, 3 groups/u);
  });

  it('is planned in one go, applied from the folder of plans, proven, and then nothing is left', async () => {
    const planned = await run('plan', '--sandbox', '--out', 'plans', '--detailed-exitcode');
    assert.equal(planned.code, 2, planned.stderr);
    assert.deepEqual(await readdir(join(dir, 'plans')), ['genesys-cloud.json', 'github-enterprise.json', 'slack.json']);
    const [, id = ''] = /--expect ([0-9a-f]{64})/u.exec(planned.stderr) ?? [];
    const flags = ['--sandbox', '--auto-approve', ...NOW];
    const applied = await runCli(['apply', 'plans', '--expect', id, ...flags], { cwd: dir });
    assert.equal(applied.code, 0, applied.stderr);
    assert.equal(applied.stdout.match(/applied and proven$/gmu)?.length, 3);
    await assertNothingLeft();
  });

  it('shows what one person has in all services', async () => {
    const { code, stdout, stderr } = await run('access', 'ada@example.com', '--sandbox');
    assert.equal(code, 0, stderr);
    assertGolden(stdout, new URL('access.txt', PLANS));
    const declared = await run('access', 'group:eng-release', '--declared', '--json');
    assert.equal(JSON.parse(declared.stdout).people.length, 3, declared.stderr);
  });

  it('is in good health in each service, and holds no drift to bring back', async () => {
    const health = await run('doctor', '--sandbox', '--json');
    assert.equal(health.code, 0, health.stderr);
    assert.deepEqual(
      JSON.parse(health.stdout).environments.map(({ healthy }: { readonly healthy: boolean }) => healthy),
      [true, true, true],
    );
    const pulled = await run('pull', '--update', '--sandbox');
    assert.equal(pulled.code, 0, pulled.stderr);
    assert.equal(readFileSync(join(dir, 'users/hr.csv'), 'utf8'), readFileSync(join(EXAMPLE, 'users/hr.csv'), 'utf8'));
    assert.equal((await run('pull', '--sandbox')).code, 1);
  });

  it('lets nobody say in a file of contractors what is not theirs to say', async () => {
    const path = join(dir, 'users/contractors.yaml');
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, `${before}  - { userName: grace@example.com, $state: absent }\n`);
    const { code, stdout } = await run('validate');
    writeFileSync(path, before);
    assert.equal(code, 1);
    assert.match(stdout, /users\/contractors\.yaml:50/u);
  });

  for (const { title, name, edits, allow } of COMMITS) {
    it(title, async () => {
      for (const { file, from, to } of edits) {
        const before = readFileSync(join(dir, file), 'utf8');
        const after = before.replace(from, to);
        assert.notEqual(after, before);
        writeFileSync(join(dir, file), after);
      }
      const planned = await run('plan', '--sandbox');
      assert.equal(planned.code, allow === undefined ? 0 : 3, planned.stderr);
      assertGolden(withoutIds(planned.stdout), new URL(`${name}.txt`, PLANS));
      const allowed = allow === undefined ? [] : ['--allow', allow];
      const applied = await run('apply', '--sandbox', '--auto-approve', '--parallel-environments', '3', ...allowed);
      assert.equal(applied.code, 0, applied.stdout + applied.stderr);
      await assertNothingLeft();
    });
  }
});
