import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadProject } from '../../src/config/load-project.ts';
import { runCli } from '../support/cli-run.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The fenced blocks of a language, in their order. */
function blocks(language: string): readonly string[] {
  return [...README.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text ?? '');
}

describe('the README', function () {
  this.timeout(30_000);
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'rollcall-readme-'));
  });

  afterEach(() => rmSync(dir, { recursive: true }));

  it('is short enough to be read', () => assert.ok(README.split('\n').length < 200));

  it('names the demo and the tests on its first screen', () => {
    const screen = README.split('\n').slice(0, 24).join('\n');
    assert.ok(screen.includes('npm ci && npm run demo'));
    assert.ok(screen.includes('npm ci && npm test'));
  });

  it('shows commands with exactly what they print', async () => {
    const [review = '', validate = '', second = ''] = blocks('console');
    cpSync(join(ROOT, 'examples/quickstart'), dir, { recursive: true });
    await shows(validate);
    assert.equal((await runCli(['apply', '--sandbox', '--auto-approve', '--dir', dir])).code, 0);
    await shows(second);
    cpSync(join(ROOT, 'examples/quickstart-review'), dir, { recursive: true });
    await shows(review);
  });

  it('leads a new user through commands that work, one after the other', async () => {
    const block = blocks('sh').find((text) => text.includes('rollcall init')) ?? '';
    const commands = [...block.matchAll(/^rollcall ([^#\n]*)/gm)].map(([, text = '']) => text.trim().split(/\s+/));
    assert.equal(commands.length, 6);
    for (const [name = '', ...args] of commands) {
      const approval = name === 'apply' ? ['--auto-approve'] : [];
      const { code, stdout, stderr } = await runCli([name, ...args, ...approval], { cwd: dir });
      assert.equal(code, 0, `rollcall ${name}: ${stdout}${stderr}`);
    }
  });

  it('uses only npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const named = [...README.matchAll(/npm (?:run )?(\w+)/g)].map(([, name = '']) => name);
    const own = named.filter((name) => !['ci', 'link', 'install'].includes(name) && /^[a-z]/.test(name));
    assert.deepEqual(
      own.filter((name) => scripts[name] === undefined),
      [],
    );
    assert.ok(own.length >= 4);
  });

  it('shows files that are valid', async () => {
    const files = blocks('yaml').map((text) => ({ name: /^# (\S+\.yaml)$/m.exec(text)?.[1] ?? '', text }));
    assert.deepEqual(
      files.map(({ name }) => name),
      ['rollcall.yaml', 'users/research.yaml'],
    );
    for (const { name, text } of files) {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), text);
    }
    const { configuration, diagnostics } = await loadProject({ dir, variables: {} });
    assert.deepEqual(diagnostics, []);
    assert.equal(configuration?.users[0]?.name, 'ada@example.com');
  });

  it('lists every command with flags that it has', async () => {
    const files = readdirSync(join(ROOT, 'src/commands')).map((file) => file.replace('.ts', ''));
    const unlisted = files.filter((command) => !README.includes(`\n| \`rollcall ${command}`));
    assert.deepEqual(unlisted, []);
    for (const [, command = '', rest = ''] of README.matchAll(/^\| `rollcall (\w+)([^`]*)` \|/gm)) {
      const { code, stdout } = await runCli([command, '--help']);
      assert.equal(code, 0, command);
      for (const [flag] of rest.matchAll(/--[a-z-]+/g)) assert.ok(stdout.includes(flag), `${command} ${flag}`);
    }
  });

  it('names every format of a plan', async () => {
    const { stdout } = await runCli(['show', '--help']);
    const formats = /<options: ([a-z|]+)>/.exec(stdout)?.[1]?.split('|') ?? [];
    assert.ok(formats.length >= 3, stdout);
    const [, shared = ''] = /^Shared flags: (.*?)\n\n/ms.exec(README) ?? [];
    assert.deepEqual(
      formats.filter((format) => !new RegExp(`\\b${format}\\b`).test(shared)),
      [],
    );
  });

  it('links to what is there', () => {
    const links = [...README.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => path);
    assert.deepEqual(
      links.filter((path) => !existsSync(join(ROOT, path))),
      [],
    );
    assert.ok(links.length >= 3);
  });

  /** Runs the command of a console block in the folder and compares all of its standard output. */
  async function shows(block: string): Promise<void> {
    const [command = '', ...output] = block.split('\n');
    const { stdout } = await runCli([...command.replace(/^\$ rollcall /, '').split(' '), '--dir', dir]);
    // The ids of a sandbox's resources are random, and so is what is made of them.
    const withoutId = (text: string) => text.replace(/^Plan id [0-9a-f]{12}$/mu, 'Plan id …');
    assert.equal(withoutId(stdout), withoutId(output.join('\n')));
  }
});
