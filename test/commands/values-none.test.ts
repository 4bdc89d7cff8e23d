import assert from 'node:assert/strict';
import type { Ended } from '../support/cli-run.ts';
import { type Tamper, type TamperedProject, withTampering } from '../support/tampering-service.ts';

/** Stands in every value, and in the name of everybody whom no file names. */
const MARK = /geheim/iu;
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const user = (id: string, userName: string, rest = {}) => ({
  id,
  userName,
  active: true,
  title: `GEHEIM old ${id}`,
  name: { givenName: `GEHEIM given ${id}`, familyName: 'GEHEIM family' },
  emails: [{ value: `geheim.${id}@example.com`, type: 'work' }],
  [ENTERPRISE]: { department: 'GEHEIM dept', employeeNumber: `GEHEIM ${id}` },
  ...rest,
});

const SEED = {
  Users: [
    user('1', 'ada'),
    user('2', 'bob'),
    user('3', 'geheim.stranger'),
    user('4', 'geheim.other', { displayName: 'GEHEIM Other' }),
    user('5', 'geheim.third'),
  ],
  Groups: [
    { id: 'g1', displayName: 'Staff', members: [{ value: '3' }, { value: '4' }] },
    { id: 'g2', displayName: 'GEHEIM Strangers', members: [{ value: '1' }, { value: '3' }] },
    { id: 'g3', displayName: 'GEHEIM Holders', members: [{ value: 'g1', type: 'Group' }] },
  ],
};

const FILES = `ownership: { users: { scope: 'title sw "GEHEIM"', undeclared: delete }, groups: { scope: displayName pr, undeclared: report } }
variables: { where: GEHEIM }
users:
  - userName: ada
    title: GEHEIM new \${var:where}
    emails: [{ value: geheim.new@example.com, type: work }, { value: geheim.more@example.com, type: home }]
    enterprise: { department: GEHEIM other }
  - userName: bob
    title: GEHEIM for bob
  - userName: carl
    title: GEHEIM for carl
    enterprise: { employeeNumber: GEHEIM 3 }
    externalId: geheim-5
groups:
  - { displayName: Staff, members: [ada, carl] }
  - { displayName: Ruled, $memberRule: 'title co "GEHEIM"' }
`;

const REFUSED = {
  status: 400,
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '400',
    detail: 'title "GEHEIM for bob" is wrong',
  },
};

/** Refuses what is asked of bob with his values, keeps something else of ada, and loses what nobody asked for. */
const tamper: Tamper = ({ method, path }, honest) => {
  if (method === 'PATCH' && path.startsWith('/Users/2')) return REFUSED;
  if (method === 'PATCH' && path.startsWith('/Users/1')) {
    return honest('PATCH', '/Users/1', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [
        { op: 'replace', path: 'title', value: 'GEHEIM of its own' },
        { op: 'remove', path: 'name.givenName' },
      ],
    });
  }
  return undefined;
};

function hidesAll({ stdout, stderr }: Ended, what: string): void {
  for (const [stream, text] of Object.entries({ stdout, stderr })) {
    const line = text.split('\n').find((one) => MARK.test(one));
    assert.equal(line, undefined, `${what}, ${stream}`);
  }
}

const inWorld = (test: (project: TamperedProject) => Promise<void>) =>
  withTampering({ seed: SEED, files: FILES }, tamper, test);

describe('--values none', () => {
  const READING = [
    ...['text', 'json', 'markdown', 'html'].map((format) => `plan --format ${format}`),
    ...['text', 'json', 'csv', 'html'].map((format) => `access --format ${format}`),
    ...['text', 'json', 'csv', 'html'].map((format) => `access --declared --format ${format}`),
    'plan --verbose --full',
    'plan --target user:carl',
    ...['text', 'json', 'github'].map((format) => `validate --format ${format}`),
    'doctor',
    'doctor --json',
    'fmt --check',
    'pull --out pulled --by enterprise.department',
    'pull --update',
  ];

  it('shows no value and names only whom the files name, in every command that reads and in every format', () =>
    inWorld(async ({ run }) => {
      for (const args of READING) {
        const shown = await run(...args.split(' '), '--values', 'none');
        assert.notEqual(shown.code, 70, args);
        assert.ok(shown.stdout.length + shown.stderr.length > 20, args);
        hidesAll(shown, args);
      }
    }));

  it('does so for a saved plan, which holds all the same, in every format', () =>
    inWorld(async ({ run }) => {
      await run('plan', '--out', 'plan.json', '--values', 'none');
      assert.match((await run('show', 'plan.json')).stdout, MARK);
      for (const format of ['text', 'json', 'markdown', 'html']) {
        const shown = await run('show', 'plan.json', '--format', format, '--values', 'none');
        assert.equal(shown.code, 0, shown.stderr);
        assert.match(shown.stdout, /ada/u);
        assert.match(shown.stdout, /a\s+user\s+on\s+the\s+service/u);
        hidesAll(shown, format);
      }
    }));

  it('prints JSON that no apply takes', () =>
    inWorld(async ({ run }) => {
      const { stdout } = await run('plan', '--json', '--values', 'none');
      assert.ok(JSON.parse(stdout).changes.length > 3);
      assert.ok(!stdout.includes('"after": "'));
    }));

  for (const format of ['text', 'json']) {
    it(`hides what apply tells in ${format}: progress, failures, the proof and the summary; and history after it`, () =>
      inWorld(async ({ apply, run }) => {
        const allowed = ['--allow', 'duplicates=9', '--allow', 'removals=9', '--allow', 'changes=9'];
        const applied = await apply('--format', format, '--values', 'none', '--verbose', ...allowed);
        assert.equal(applied.code, 1, applied.stderr);
        hidesAll(applied, 'apply');
        assert.match(
          applied.stderr + applied.stdout,
          format === 'json' ? /"event":"not-kept"/u : /did not keep emails, title/u,
        );
        assert.match(applied.stderr + applied.stdout, format === 'json' ? /"event":"lost"/u : /lost besides/u);
        for (const args of [
          'history',
          'history 2',
          'history 2 --json',
          'history 2 --format markdown',
          'history --json',
        ]) {
          const shown = await run(...args.split(' '), '--values', 'none');
          assert.equal(shown.code, 0, shown.stderr);
          hidesAll(shown, args);
        }
      }));
  }

  it('hides the words of a service that cannot be read, and of a wrong file', async () => {
    await withTampering(
      { files: 'environments: { one: {}, two: {} }\nusers: [{ userName: ada }]\n' },
      ({ path }) => (path.startsWith('/Groups') ? REFUSED : undefined),
      async ({ run }) => {
        const single = ['plan', 'access', 'doctor', 'doctor --probe --auto-approve', 'pull --out x'];
        const many = ['plan --env all', 'access --env all', 'doctor --env all', 'doctor --env all --json'];
        for (const args of [...single.map((one) => `${one} --env one`), ...many]) {
          const shown = await run(...args.split(' '), '--values=none');
          assert.equal(shown.code, 1, args);
          hidesAll(shown, args);
        }
      },
    );
    const wrong =
      'users:\n  - { userName: ada, titel: GEHEIM, emails: GEHEIM, active: GEHEIM }\n  - { userName: ada }\n';
    await withTampering(
      { files: wrong },
      () => undefined,
      async ({ run }) => {
        for (const args of [
          'validate',
          'validate --json',
          'validate --format github',
          'plan',
          'access',
          'fmt --check',
        ]) {
          hidesAll(await run(...args.split(' '), '--values', 'none'), args);
        }
      },
    );
  });
});
