import assert from 'node:assert/strict';
import { loadProject, type Project } from '../../src/config/load-project.ts';
import { noFilesYet } from '../../src/config/resources/known-files.ts';
import { inFolder } from './temporary-project.ts';

const filesOf = (title: string) => ({
  'rollcall.yaml': `service: { baseUrl: https://scim.example.com/scim/v2 }
variables: { team: Lab }
environments:
  plain: {}
  other: { service: { baseUrl: https://other.example.com/scim/v2 }, select: { users: 'userName ne "bob"' } }
  defaulting: { defaults: { user: { userType: Staff } } }
  varying: { variables: { team: Office } }
  mapped: { resources: [users/*.yaml, { path: users/hr.csv, columns: { Login: userName, Function: title } }] }
resources: [users/*.yaml, { path: users/hr.csv, columns: { Login: userName } }]
`,
  'users/people.yaml': `users: [{ userName: ada, title: "\${var:team}" }, { userName: bob, title: ${title} }]\n`,
  'users/hr.csv': 'Login,Function\ncy,Chief\n',
});
const NAMES = ['plain', 'other', 'defaulting', 'varying', 'mapped'];

function saidIn({ configuration, diagnostics, files }: Project) {
  return { configuration, diagnostics, files: [...files.keys()] };
}

describe('environments that read the same files', () => {
  for (const [how, title] of [
    ['sound', 'Lead'],
    ['faulty', '""'],
  ] as const) {
    it(`find in them what each would find alone: ${how}`, () =>
      inFolder(filesOf(title), async (dir) => {
        const known = noFilesYet();
        for (const environment of NAMES) {
          const alone = await loadProject({ dir, environment, variables: {} });
          const together = await loadProject({ dir, environment, variables: {}, known });
          assert.deepEqual(saidIn(together), saidIn(alone), environment);
          assert.equal(together.configuration === undefined, how === 'faulty');
        }
      }));
  }

  it('share one entry where they differ in nothing that it is read by', () =>
    inFolder(filesOf('Lead'), async (dir) => {
      const known = noFilesYet();
      const read = await Promise.all(
        NAMES.map((environment) => loadProject({ dir, environment, variables: {}, known })),
      );
      const [plain, other, ...rest] = read.map(({ configuration }) =>
        configuration?.users.find(({ name }) => name === 'ada'),
      );
      assert.equal(plain?.name, 'ada');
      assert.equal(other, plain);
      assert.ok(rest.slice(0, 2).every((entry) => entry !== plain));
    }));
});
