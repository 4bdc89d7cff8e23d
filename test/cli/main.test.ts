import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCli, startCli, temporaryProject } from '../support/cli-run.ts';

/** Runs with every loaded module noted, and returns their URLs. */
async function loadedBy(args: readonly string[], dir: string): Promise<string> {
  const list = join(dir, 'loaded.txt');
  const preload = `
    import { appendFileSync } from 'node:fs';
    import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => {
      appendFileSync(${JSON.stringify(list)}, url + '\\n');
      return next(url, context);
    } });`;
  const { code, stderr } = await startCli(args, { node: ['--import', dataUrl(preload)], cwd: dir }).ended;
  assert.equal(code, 0, stderr);
  return readFile(list, 'utf8');
}

function dataUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

describe('the command line', () => {
  let project: Awaited<ReturnType<typeof temporaryProject>>;
  before(async () => {
    project = await temporaryProject({ 'rollcall.yaml': 'users: [{ userName: ada@example.com }]\n' });
  });
  after(() => project.remove());

  for (const version of ['20.20.2', '22.11.0']) {
    it(`refuses Node ${version} in one line`, async () => {
      const code = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
      const ended = await startCli(['--version'], { node: ['--import', dataUrl(code)] }).ended;
      assert.deepEqual(ended, {
        code: 1,
        stdout: '',
        stderr: `rollcall needs Node.js 22.12 or newer; this is Node.js ${version}.\n`,
      });
    });
  }

  it('prints help when asked nothing, with every command', async () => {
    const { code, stdout, stderr } = await startCli([]).ended;
    assert.equal(code, 0);
    assert.equal(stderr, '');
    for (const command of ['apply', 'plan', 'sandbox', 'show', 'validate']) {
      assert.match(stdout, new RegExp(`^ {2}${command} +\\S`, 'mu'));
    }
  });

  it('says its version', async () => {
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    const { code, stdout } = await runCli(['--version']);
    assert.equal(code, 0);
    assert.ok(stdout.startsWith(`rollcall/${version} `));
  });

  it('guesses which command was meant', async () => {
    assert.deepEqual(await startCli(['plna']).ended, {
      code: 1,
      stdout: '',
      stderr: 'Error: there is no command "plna". Did you mean "plan"?\nRun rollcall --help to see all commands.\n',
    });
  });

  it('guesses which flag was meant', async () => {
    assert.deepEqual(await runCli(['plan', '--detailed-exit-code']), {
      code: 1,
      stdout: '',
      stderr:
        'Error: Nonexistent flag: --detailed-exit-code. Did you mean "--detailed-exitcode"?\n' +
        'Run it with --help to see what it takes.\n',
    });
  });

  it('says which command takes no arguments, or not as many', async () => {
    const expected = {
      'fmt users/people.yaml': 'fmt takes no arguments; this is too much: users/people.yaml',
      'plan --sandbox plan.json': 'plan takes no arguments; this is too much: plan.json',
      'show a.json b.json': 'show takes at most 1 argument; this is too much: b.json',
    };
    for (const [line, message] of Object.entries(expected)) {
      const { code, stderr } = await runCli(line.split(' '));
      assert.deepEqual([code, stderr], [1, `Error: ${message}\nRun it with --help to see what it takes.\n`]);
    }
  });

  it('says that its output could not be written, in one line and with exit code 1', async () => {
    const full = `const { openSync, writeSync } = require('node:fs');
      process.stdout._write = (chunk, encoding, done) => {
        try { writeSync(openSync('/dev/full', 'w'), chunk); } catch (error) { done(error); }
      };`;
    const node = [
      '--import',
      dataUrl(`import { createRequire } from 'node:module';
      const require = createRequire('file:///');${full}`),
    ];
    const { code, stderr } = await startCli(['validate'], { node, cwd: project.dir }).ended;
    assert.equal(code, 1);
    assert.match(stderr, /Error: the disk is full: the output cannot be written\.\n.*\n$/u);
    assert.doesNotMatch(stderr, / at /u);
  });

  it('starts no project over one of another service', async () => {
    const other = await temporaryProject({
      'rollcall.yaml': 'service: { profile: genesys-cloud, region: us-east-1 }\n',
    });
    const { code, stdout, stderr } = await runCli(['init', '--profile', 'slack'], { cwd: other.dir });
    await other.remove();
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^Error: there is a rollcall\.yaml for genesys-cloud, which stays as it is/u);
  });

  it('refuses flags that contradict each other, and a folder without a name', async () => {
    const refused = {
      'plan --json --format markdown': '--json and --format markdown contradict each other.',
      'validate --json --format github': '--json and --format github contradict each other.',
      'validate --dir=': '--dir: an empty name is no folder.',
    };
    for (const [line, message] of Object.entries(refused)) {
      const { code, stdout, stderr } = await runCli(line.split(' '), { cwd: project.dir });
      assert.deepEqual([code, stdout, stderr.split('\n')[0]], [1, '', `Error: ${message}`]);
    }
    assert.equal((await runCli(['validate', '--json', '--format', 'json'], { cwd: project.dir })).code, 0);
  });

  it('loads no command and no library but its own for help', async () => {
    const loaded = await loadedBy(['--help'], project.dir);
    assert.doesNotMatch(loaded, /dist\/commands/u);
    assert.deepEqual(librariesIn(loaded), []);
  });

  it('loads neither the protocol nor the sandbox for validate', async () => {
    assert.deepEqual(librariesIn(await loadedBy(['validate'], project.dir)), ['yaml']);
  });

  it('loads both for a plan of the sandbox', async () => {
    const libraries = librariesIn(await loadedBy(['plan', '--sandbox'], project.dir));
    assert.deepEqual(libraries, ['fast-json-patch', 'hono', 'ky', 'yaml']);
  });
});

/** A word that stands in each library alone. */
const LIBRARIES = {
  'fast-json-patch': 'OPERATION_PATH_INVALID',
  hono: 'UnsupportedPathError',
  ky: 'throwHttpErrors',
  'p-queue': 'intervalCap',
  undici: 'EnvHttpProxyAgent',
  yaml: 'YAMLParseError',
};

/** The libraries that the built files among the loaded ones hold. */
function librariesIn(loaded: string): readonly string[] {
  const files = loaded.split('\n').filter((url) => url.startsWith('file:'));
  const text = files.map((url) => readFileSync(new URL(url), 'utf8')).join('');
  return Object.entries(LIBRARIES).flatMap(([name, word]) => (text.includes(word) ? name : []));
}
