import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../src/sandbox/http/start-sandbox.ts';
import { withQuirks } from '../../src/sandbox/quirks.ts';
import { GENERIC } from '../../src/sandbox/services/generic.ts';
import { runCli } from '../support/cli-run.ts';

const PAGE = readFileSync(new URL('../../docs/profiles.md', import.meta.url), 'utf8');
/** The example of the page, which is all that a user writes. */
const EXAMPLE = /## Adding a service.*?```yaml\n(.*?)```/s.exec(PAGE)?.[1] ?? '';
/** What the page says of the service. */
const RULES = withQuirks(GENERIC, [
  'filtered-paths-ignored',
  'single-values=emails',
  'members-per-request=10',
  'members-at-creation=0',
  'member-removal-by-value',
  'delete-deactivates',
  'page-cap=10',
]);

const PEOPLE = Array.from({ length: 25 }, (_, n) => `p${n}@example.com`);

function people(email: (n: number) => string, members: readonly string[], more = ''): string {
  const users = PEOPLE.map(
    (name, n) => `  - userName: ${name}\n    active: true\n    emails: [{ value: ${email(n)}, type: work }]\n`,
  );
  return `users:\n${users.join('')}${more}groups:\n  - displayName: Staff\n    members: [${members.join(', ')}]\n`;
}

describe('a service that rollcall does not know', function () {
  this.timeout(60_000);
  let service: Sandbox;
  let dir: string;

  beforeEach(async () => {
    service = await startSandbox({
      rules: RULES,
      token: 'people-token',
      seed: { Users: [{ userName: 'leaver@example.com', active: true }] },
    });
    dir = await mkdtemp(join(tmpdir(), 'rollcall-made-up-'));
  });

  afterEach(async () => {
    await service.close();
    await rm(dir, { recursive: true });
  });

  it('is managed with nothing but the YAML of docs/profiles.md', async () => {
    await writeFile(
      join(dir, 'rollcall.yaml'),
      `${EXAMPLE.replace('https://people.example.com/scim', service.url)}resources: [people.yaml]\n`,
    );
    await converges(people((n) => `p${n}@work.example.com`, PEOPLE));
    await converges(
      people(
        (n) => `new${n}@work.example.com`,
        PEOPLE.slice(0, 12),
        '  - { userName: leaver@example.com, $state: absent }\n',
      ),
    );
  });

  it('is not damaged with the portable profile alone: what it did not do is said', async () => {
    const project = `service:\n  baseUrl: ${service.url}\n  auth: { token: "\${env:PEOPLE_TOKEN}" }\nresources: [people.yaml]\n`;
    await writeFile(join(dir, 'rollcall.yaml'), project);
    await writeFile(
      join(dir, 'people.yaml'),
      people((n) => `p${n}@work.example.com`, PEOPLE),
    );
    const { code, stdout, stderr } = await rollcall('apply', '--auto-approve');
    assert.equal(code, 1, stdout);
    assert.match(stdout + stderr, /group:Staff/);
  });

  async function converges(files: string): Promise<void> {
    await writeFile(join(dir, 'people.yaml'), files);
    const applied = await rollcall(
      'apply',
      '--auto-approve',
      '--allow',
      'changes=100',
      '--allow',
      'member-removals=100',
    );
    assert.equal(applied.code, 0, applied.stdout + applied.stderr);
    const again = await rollcall('plan', '--detailed-exitcode');
    assert.equal(again.code, 0, again.stdout);
  }

  function rollcall(...args: readonly string[]) {
    return runCli([...args, '--dir', dir], { env: { PEOPLE_TOKEN: 'people-token' } });
  }
});
