import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inFolder } from '../config/temporary-project.ts';
import { type Ended, runCli } from '../support/cli-run.ts';

/** What somebody does who has never seen rollcall, one command after the other, in a folder with nothing in it. */
describe('a new user', function () {
  this.timeout(60_000);

  async function firstDay(
    init: readonly string[],
    newcomer: string,
    use: (dir: string) => Promise<void>,
  ): Promise<void> {
    await inFolder({}, async (dir) => {
      const run = (...args: readonly string[]): Promise<Ended> => runCli(args, { cwd: dir });
      const succeeds = async (...args: readonly string[]): Promise<Ended> => {
        const ended = await run(...args);
        assert.equal(ended.code, 0, `rollcall ${args.join(' ')}\n${ended.stdout}${ended.stderr}`);
        return ended;
      };
      const begun = await succeeds('init', ...init);
      assert.match(begun.stdout, /^rollcall\.yaml\nusers\/people\.yaml\n/u);
      assert.match(begun.stderr, /\n {2}rollcall plan --sandbox\n/u);
      await succeeds('validate');
      await succeeds('fmt', '--check');

      // Edits, with a slip first.
      const people = join(dir, 'users/people.yaml');
      const text = await readFile(people, 'utf8');
      await writeFile(people, `${text}\n${newcomer.replace('userName', 'usrName')}`);
      const slip = await run('validate');
      assert.equal(slip.code, 1);
      assert.match(slip.stdout, /users\/people\.yaml:\d+:\d+/u);
      assert.match(slip.stdout, /Did you mean "userName"\?/u);
      await writeFile(people, `${text}\n${newcomer}`);
      await succeeds('validate');

      assert.match((await succeeds('doctor', '--sandbox')).stdout, /\nA plan can be made\.\n$/u);
      assert.match((await succeeds('plan', '--sandbox')).stdout, /\+ create user grace@example\.com/u);
      assert.match((await succeeds('apply', '--sandbox', '--auto-approve')).stdout, /0 deactivated, 0 deleted\.\n/u);
      assert.match((await succeeds('plan', '--sandbox')).stdout, /\nNo changes\.\n$/u);

      // Starts over from what the service holds.
      assert.equal((await run('pull', '--sandbox')).code, 1);
      await rm(join(dir, 'users'), { recursive: true });
      await rm(join(dir, 'groups'), { recursive: true, force: true });
      const pulled = await succeeds('pull', '--sandbox', '--by', 'enterprise.department');
      assert.match(pulled.stdout, /^users\/management\.yaml {2}1 user\n/u);
      await succeeds('fmt', '--check');
      assert.match((await succeeds('plan', '--sandbox', '--detailed-exitcode')).stdout, /\nNo changes\.\n$/u);
      await use(dir);
    });
  }

  const GRACE =
    '  - userName: grace@example.com\n    displayName: Grace Hopper\n    emails:\n      - { value: grace@example.com, type: work, primary: true }\n';

  it('gets from nothing to a managed directory and back, on any SCIM service', () =>
    firstDay(['--ci', 'github'], GRACE, async (dir) => {
      assert.match(await readFile(join(dir, '.github/workflows/rollcall.yaml'), 'utf8'), /--expect/u);
      const staff = await readFile(join(dir, 'users/other.yaml'), 'utf8');
      assert.ok(staff.startsWith('users:\n  - userName: grace@example.com\n    displayName: Grace Hopper\n'), staff);
    }));

  it('does so for a service with rules of its own', () =>
    firstDay(['--profile', 'genesys-cloud', '--region', 'eu-west-1', '--ci', 'gitlab'], GRACE, async (dir) => {
      assert.match(await readFile(join(dir, 'rollcall.yaml'), 'utf8'), /region: eu-west-1/u);
      assert.match(
        await readFile(join(dir, 'groups/groups.yaml'), 'utf8'),
        /displayName: Analysts\n {4}members:\n {6}- ada@example\.com\n/u,
      );
    }));
});
