import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { inFolder } from '../config/temporary-project.ts';
import { runCli } from '../support/cli-run.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/quickstart', import.meta.url));

describe('rollcall access', function () {
  this.timeout(30_000);

  it('shows what the files alone say of one person', async () => {
    const { code, stdout } = await runCli(['access', 'ADA@example.com', '--declared', '--dir', EXAMPLE]);
    assert.equal(code, 0);
    assert.equal(
      stdout,
      `as declared · 1 person, 3 groups

ada@example.com  Ada Lovelace · active · users/research.yaml:4
  Everyone  through Research · groups/teams.yaml:8
  Managers  groups/teams.yaml:23
  Research  groups/teams.yaml:8
`,
    );
  });

  it('tells of the service what is not there yet, as JSON', async () => {
    const files = {
      'rollcall.yaml': `service: { profile: generic, baseUrl: "https://scim.example.com" }
users: [{ userName: ada@example.com }]
groups: [{ displayName: Staff, members: [ada@example.com] }, { displayName: Crew }]
`,
    };
    await inFolder(files, async (dir) => {
      const { code, stdout } = await runCli(['access', 'group:s*', '--sandbox', '--json', '--dir', dir]);
      assert.equal(code, 0);
      const { target, groups, people } = JSON.parse(stdout);
      assert.deepEqual([target, groups], ['sandbox:generic', ['Staff']]);
      assert.equal(people[0].grants[0].held, false);
    });
  });

  it('says so where a pattern means nothing', async () => {
    const { code, stderr } = await runCli(['access', 'adda', '--declared', '--dir', EXAMPLE]);
    assert.equal(code, 1);
    assert.match(stderr, /adda matches nobody and no group\.\nWrite for example ada@example\.com/u);
  });

  it('says what is wrong with the files', async () => {
    const files = { 'rollcall.yaml': 'users: [{ userNam: ada }]\n' };
    await inFolder(files, async (dir) => {
      const { code, stderr } = await runCli(['access', '--declared', '--dir', dir]);
      assert.equal(code, 1);
      assert.match(stderr, /error\[RC1101\]/u);
    });
  });
});
