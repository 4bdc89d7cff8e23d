import assert from 'node:assert/strict';
import { once } from 'node:events';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCli, startCli, temporaryProject } from '../support/cli-run.ts';

/** Starts the command and waits for the URL that it prints. */
async function start(args: readonly string[], cwd: string) {
  const { child, ended } = startCli(['sandbox', '--port', '0', ...args], { cwd });
  const [line] = await Promise.race([
    once(child.stdout, 'data') as Promise<[Buffer]>,
    ended.then(({ stderr }) => assert.fail(stderr)),
  ]);
  return { child, ended, url: line.toString().trim() };
}

describe('rollcall sandbox', () => {
  let project: Awaited<ReturnType<typeof temporaryProject>>;
  const SEED = JSON.stringify({ Users: [{ userName: 'ada@example.com' }], Groups: [{ displayName: 'Staff' }] });
  before(async () => {
    project = await temporaryProject({ 'seed.json': SEED, 'bad.json': '{ "users": [] }' });
  });
  after(() => project.remove());

  it('serves SCIM with a seed and a token, and stops with 0 on SIGINT', async () => {
    const args = ['--token', 'correct-horse', '--seed', 'seed.json', '--data', 'people.jsonl'];
    const { child, ended, url } = await start(args, project.dir);
    assert.equal((await fetch(`${url}/Users`)).status, 401);
    const answer = await fetch(`${url}/Users`, { headers: { authorization: 'Bearer correct-horse' } });
    assert.equal(((await answer.json()) as { totalResults: number }).totalResults, 1);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    assert.equal(code, 0);
    assert.equal(stdout, `${url}\n`);
    assert.match(stderr, new RegExp(`^SANDBOX: [^]*baseUrl: ${url}\n`, 'u'));
    assert.doesNotMatch(stderr, /correct-horse/u);
  });

  it('keeps what it held, until it is told to forget, and stops on SIGTERM', async () => {
    await access(join(project.dir, 'people.jsonl'));
    for (const [args, totalResults] of [
      [['--data', 'people.jsonl'], 1],
      [['--data', 'people.jsonl', '--reset'], 0],
    ] as const) {
      const { child, ended, url } = await start(args, project.dir);
      const answer = await fetch(`${url}/Users`);
      assert.equal(((await answer.json()) as { totalResults: number }).totalResults, totalResults);
      child.kill('SIGTERM');
      assert.equal((await ended).code, 0);
    }
  });

  it('forgets nothing before it knows that it can start', async () => {
    const run = (...args: readonly string[]) => runCli(['sandbox', '--reset', ...args], { cwd: project.dir });
    await writeFile(join(project.dir, 'wrong.json'), '{ "Users": [{ "userName": "x", "active": "maybe" }] }');
    await writeFile(join(project.dir, 'notes.txt'), 'precious\n');
    const { child, ended } = await start(['--data', 'kept.jsonl', '--seed', 'seed.json'], project.dir);
    const kept = await readFile(join(project.dir, 'kept.jsonl'), 'utf8');
    const inUse = await run('--data', 'kept.jsonl');
    child.kill('SIGTERM');
    await ended;
    assert.match(inUse.stderr, /^Error: kept\.jsonl is in use by process \d+\.\n.*or stop it\.\n$/u);
    const failed = [
      await run('--data', 'kept.jsonl', '--profile', 'nobody'),
      await run('--data', 'kept.jsonl', '--seed', 'bad.json'),
      await run('--data', 'kept.jsonl', '--seed', 'wrong.json'),
      await run('--data', 'notes.txt'),
    ];
    assert.deepEqual(
      failed.map(({ code }) => code),
      [1, 1, 1, 1],
    );
    assert.match(failed[3]?.stderr ?? '', /notes\.txt is not a data file of the sandbox\.\nName another file/u);
    assert.equal(await readFile(join(project.dir, 'notes.txt'), 'utf8'), 'precious\n');
    assert.equal(await readFile(join(project.dir, 'kept.jsonl'), 'utf8'), kept);
  });

  it('says that a seed is not used where something is held already, and which permissions there are', async () => {
    for (const isUsed of [true, false]) {
      const { child, ended } = await start(['--data', 'seeded.jsonl', '--seed', 'seed.json'], project.dir);
      child.kill('SIGTERM');
      assert.equal((await ended).stderr.startsWith('seed.json is not used: seeded.jsonl holds'), !isUsed);
    }
    const args = ['--profile', 'genesys-cloud', '--permissions', 'directory:user:viev'];
    const { code, stderr } = await runCli(['sandbox', ...args], { cwd: project.dir });
    assert.equal(code, 1);
    assert.match(stderr, /knows no permission "directory:user:viev"\. Did you mean "directory:user:view"\?/u);
  });

  it('says what is wrong with a seed', async () => {
    const { code, stderr } = await runCli(['sandbox', '--seed', 'bad.json'], { cwd: project.dir });
    assert.equal(code, 1);
    assert.match(stderr, /^Error: bad\.json is not a seed: it holds "users"\.\n/u);
  });

  it('behaves like a service, with a quirk besides, for a caller of few permissions', async () => {
    const args = ['--profile', 'genesys-cloud', '--quirk', 'page-cap=1', '--permissions', 'directory:group:edit'];
    const { child, ended, url } = await start(args, project.dir);
    assert.equal(new URL(url).pathname, '/api/v2/scim');
    const groups = await fetch(`${url}/groups`);
    const { totalResults, itemsPerPage } = (await groups.json()) as { totalResults: number; itemsPerPage: number };
    assert.deepEqual([totalResults, itemsPerPage], [2, 1]);
    assert.equal((await fetch(`${url}/users`)).status, 403);
    const token = await fetch(new URL('/oauth/token', url), { method: 'POST', body: 'grant_type=client_credentials' });
    assert.equal(token.status, 200);
    child.kill('SIGINT');
    const { stderr } = await ended;
    assert.match(stderr, /profile: genesys-cloud\n.*Client credentials get a token at http:\S+\/oauth\/token\.\n/su);
  });

  it('says which profiles and quirks there are', async () => {
    for (const args of [
      ['--profile', 'nobody'],
      ['--quirk', 'fast'],
    ]) {
      const { code, stderr } = await runCli(['sandbox', ...args], { cwd: project.dir });
      assert.equal(code, 1);
      assert.match(stderr, /^Error: There is no (?:sandbox that behaves like "nobody"|quirk "fast")\./u);
      assert.match(stderr, /generic, genesys-cloud.*members-hidden: groups show no members/su);
    }
    const { code, stderr } = await runCli(['sandbox', '--permissions', 'x'], { cwd: project.dir });
    assert.equal(code, 1);
    assert.match(stderr, /the sandbox of generic knows no permissions/u);
  });
});
