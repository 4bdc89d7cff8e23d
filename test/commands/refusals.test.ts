import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../src/cli/files/sha256.ts';
import type { SealedPlan } from '../../src/model/plan.ts';
import { sealPlan } from '../../src/plan/seal.ts';
import { type Ended, runCli, temporaryProject } from '../support/cli-run.ts';

const STAFF = ['ada', 'bob', 'carl', 'dora', 'eve'];
const users = (names: readonly string[], more = '') =>
  `users:\n${names.map((name) => `  - { userName: ${name}${more} }\n`).join('')}`;
const OWNED = 'ownership: { users: { scope: userName pr, undeclared: delete } }\nguards: { maxChanges: 100% }\n';

// One test after the other, as a user would: each goes on with what the one before left in the sandbox.
describe('refusals, with exit code 3', () => {
  let project: Awaited<ReturnType<typeof temporaryProject>>;
  const run = (...args: readonly string[]): Promise<Ended> => runCli(args, { cwd: project.dir });
  const at = (name: string) => join(project.dir, name);
  const declare = (text: string) => writeFile(at('rollcall.yaml'), OWNED + text);
  const apply = (...args: readonly string[]) => run('apply', '--sandbox', '--auto-approve', ...args);

  async function refused(ending: Promise<Ended>, reason: RegExp): Promise<void> {
    const { code, stdout, stderr } = await ending;
    assert.equal(code, 3, stderr);
    assert.match(stdout + stderr, reason);
  }

  before(async () => {
    project = await temporaryProject({ 'rollcall.yaml': OWNED + users(STAFF) });
    assert.equal((await apply()).code, 0);
  });
  after(() => project.remove());

  describe('of the guards', () => {
    it('print and save the plan whole, name the flag that allows it, and win over exit code 2', async () => {
      await declare(users(['ada']));
      const { code, stdout, stderr } = await run(
        ...['plan', '--sandbox', '--detailed-exitcode', '--json', '--out', 'plan.json'],
      );
      assert.equal(code, 3);
      assert.equal(stdout, await readFile(at('plan.json'), 'utf8'));
      const plan: SealedPlan = JSON.parse(stdout);
      assert.equal(plan.changes.length, 4);
      assert.deepEqual(
        plan.refusals.map((refusal) => 'allow' in refusal && refusal.allow),
        ['removals=4'],
      );
      assert.equal(stderr.match(/rollcall apply plan\.json --sandbox --allow removals=4\n/gu)?.length, 2, stderr);
    });

    it('run again at apply, and allow neither one removal less nor another guard', async () => {
      const ending = apply('plan.json', '--allow', 'removals=3', '--allow', 'changes=9');
      const { stdout } = await ending;
      await refused(ending, /! 4 of 5 users would be deleted or deactivated, and maxRemovals \(10%\) allows\n {4}3\./u);
      assert.match(
        stdout,
        /- delete 4 users {2}rollcall\.yaml:1\n {6}in scope and declared nowhere\n {6}bob, carl, dora, eve\n/u,
      );
      assert.match(
        stdout,
        /rollcall apply plan\.json --sandbox --allow removals=4\n\nPlan: .*4 to delete\.\nPlan id [0-9a-f]{12}\n$/u,
      );
    });

    it('let pass what the flag allows', async () => {
      const { code, stdout } = await apply('plan.json', '--allow', 'removals=4');
      assert.equal(code, 0);
      assert.match(stdout, /4 deleted/u);
    });

    it('cannot be allowed where the files of a type are gone', async () => {
      await declare('');
      const reason = /No user is declared, and ownership\.users would remove 1 user for that\./u;
      await refused(apply('--allow', 'removals=5'), reason);
    });
  });

  describe('of a saved plan that is', () => {
    let saved: SealedPlan;
    let digest: string | undefined;

    /** Another file beside the plan, sealed as if rollcall had saved it. */
    async function forge(name: string, changed: Partial<SealedPlan>): Promise<string> {
      const { checksum: _, ...plan } = { ...saved, ...changed };
      await writeFile(at(name), JSON.stringify(sealPlan(plan, sha256)));
      return name;
    }

    before(async () => {
      await declare(users(['ada', 'bob'], ', title: Lead, $expires: 2027-06-30'));
      const { code, stderr } = await run('plan', '--sandbox', '--out', 'plan.json', '--now', '2027-01-01');
      assert.equal(code, 0, stderr);
      const bytes = await readFile(at('plan.json'));
      saved = JSON.parse(bytes.toString());
      digest = /--expect ([0-9a-f]{64})\n/u.exec(stderr)?.[1];
      assert.equal(digest, sha256(bytes));
    });

    it('edited', async () => {
      await writeFile(at('edited.json'), JSON.stringify({ ...saved, changes: saved.changes.slice(1) }));
      await refused(apply('edited.json'), /edited\.json was edited or damaged after rollcall saved it\./u);
    });

    it('forged with a checksum that fits, where --expect names the reviewed one', async () => {
      const name = await forge('forged.json', { changes: saved.changes.slice(1) });
      await refused(apply(name, '--expect', digest ?? ''), /forged\.json is not the plan that --expect names/u);
    });

    it('of another format', async () => {
      await writeFile(at('old.json'), JSON.stringify({ ...saved, format: 1 }));
      await refused(apply('old.json'), /is a plan of format 1, and this rollcall knows format 2\./u);
    });

    it('of another version', async () => {
      const name = await forge('newer.json', { tool: 'rollcall 1.0.0' });
      await refused(apply(name), /the plan was made by rollcall 1\.0\.0, and this is rollcall 0\./u);
    });

    it('for another service', async () => {
      const name = await forge('foreign.json', { target: 'https://scim.example.com' });
      await refused(apply(name), /was made for https:\/\/scim\.example\.com, and this is sandbox:generic\./u);
    });

    it('expired', async () => {
      const reason = /the plan expired at 2027-07-01T00:00:00\.000Z, when an \$expires of the project passed\./u;
      await refused(apply('plan.json', '--now', '2027-07-01'), reason);
    });

    it('stale: what moved is listed, and nothing is applied', async () => {
      const project = await readFile(at('rollcall.yaml'));
      await declare(users(['ada'], ', title: Other'));
      assert.equal((await apply()).code, 0);
      await writeFile(at('rollcall.yaml'), project);
      const reason = /a resource moved on the service.*\n {2}- user:ada changed on the service/u;
      await refused(apply('plan.json', '--now', '2027-01-01'), reason);
      assert.match((await run('plan', '--sandbox', '--now', '2027-01-01')).stdout, /Plan: 1 to create, 1 to update/u);
    });

    it('of other files', async () => {
      await declare(users(['ada', 'bob'], ', title: Head'));
      await refused(apply('plan.json'), /the project's files changed after the plan was made\./u);
    });
  });

  describe('of a plan that is made now, where --expect names the reviewed one', () => {
    const idOf = async () => JSON.parse((await run('plan', '--sandbox', '--json')).stdout).id;
    let reviewed = '';
    before(async () => {
      await declare(users(['ada', 'bob'], ', title: Chief'));
      reviewed = await idOf();
    });

    it('another one is refused, and printed', async () => {
      await declare(users(['ada', 'bob'], ', title: Boss'));
      const other = await idOf();
      const ending = apply('--expect', reviewed);
      await refused(ending, /the plan is another one than --expect names: its id is [0-9a-f]{64}\./u);
      const { stdout, stderr } = await ending;
      assert.match(stdout, new RegExp(`Boss.*\nPlan id ${other.slice(0, 12)}\n$`, 'su'));
      assert.ok(stderr.includes(other));
    });

    it('this one is applied, in upper case too', async () => {
      await declare(users(['ada', 'bob'], ', title: Chief'));
      const { code, stderr } = await apply('--expect', reviewed.toUpperCase());
      assert.equal(code, 0, stderr);
    });

    it('a part of the id is a usage error, also with a file', async () => {
      for (const args of [[reviewed.slice(0, 12)], [reviewed.slice(0, 63), 'plan.json']]) {
        const { code, stderr } = await apply('--expect', ...args);
        assert.equal(code, 1);
        assert.match(stderr, /is not 64 hex digits/u);
      }
    });

    it('the id of a plan is no hash of its file', async () => {
      const { stdout } = await run('plan', '--sandbox', '--json', '--out', 'plan.json');
      await refused(apply('plan.json', '--expect', JSON.parse(stdout).id), /plan\.json is not the plan/u);
    });
  });
});
