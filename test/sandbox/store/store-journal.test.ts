import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chmod, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../../../src/model/json.ts';
import { DataFileError } from '../../../src/sandbox/store/data-file-error.ts';
import { type Client, clientOf, connect, ENTERPRISE, each, resourcesIn, valuesOf } from '../support.ts';

const PROGRAM = fileURLToPath(import.meta.resolve('../sandbox-process.ts'));

describe('the data file of the sandbox', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollcall-sandbox-'));
    file = join(folder, 'state.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function whole(service: Client): Promise<readonly JsonObject[]> {
    const answers = [await service.call('GET', '/Users?count=1000'), await service.call('GET', '/Groups?count=1000')];
    const text = JSON.stringify(answers.flatMap(resourcesIn));
    return JSON.parse(text.replaceAll(service.url, 'BASE'));
  }

  it('brings everything back: values, versions, order, members, names', async () => {
    const first = await connect({ data: file });
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd'])
      ids.push(await first.create('/Users', { userName: name, password: 'correct horse' }));
    const [a = '', b = '', c = ''] = ids;
    const group = await first.create('/Groups', { displayName: 'G', members: ids.map((value) => ({ value })) });
    await first.patch(`/Users/${a}`, { op: 'add', path: `${ENTERPRISE}:department`, value: 'x' });
    await first.patch(`/Groups/${group}`, { op: 'remove', path: `members[value eq "${b}"]` });
    await first.call('DELETE', `/Users/${c}`);
    await first.patch(`/Users/${b}`, { op: 'replace', path: 'userName', value: 'c' });
    const before = await whole(first);
    await first.close();

    for (const _ of ['again', 'and again']) {
      const second = await connect({ data: file });
      assert.deepEqual(await whole(second), before);
      assert.equal((await second.patch(`/Users/${a}`, { op: 'replace', path: 'userName', value: 'C' })).status, 409);
      assert.equal((await second.call('GET', `/Users/${a}`)).headers.get('etag'), 'W/"2"');
      await second.close();
    }
    assert.ok(!(await readFile(file, 'utf8')).includes('correct horse'));
  });

  it('is for its owner only, also where it was not', async () => {
    await writeFile(file, '');
    await chmod(file, 0o644);
    const service = await connect({ data: file });
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.equal((await stat(`${file}.lock`)).mode & 0o777, 0o600);
    await service.close();
    assert.deepEqual(await readdir(folder), ['state.jsonl']);
  });

  it('is written anew in its shortest form at the start', async () => {
    const service = await connect({ data: file });
    const id = await service.create('/Users', { userName: 'ada' });
    for (let n = 0; n < 20; n += 1)
      await service.patch(`/Users/${id}`, { op: 'replace', path: 'title', value: `${n}` });
    await service.close();
    assert.equal((await readFile(file, 'utf8')).trimEnd().split('\n').length, 22);
    await (await connect({ data: file })).close();
    assert.equal((await readFile(file, 'utf8')).trimEnd().split('\n').length, 2);
  });

  it('may end in a line that was being written', async () => {
    const service = await connect({ data: file });
    for (const userName of ['a', 'b']) await service.create('/Users', { userName });
    await service.close();
    const { size } = await stat(file);
    await truncate(file, size - 20);
    const again = await connect({ data: file });
    assert.deepEqual(each(await again.call('GET', '/Users'), 'userName'), ['a']);
    await again.create('/Users', { userName: 'c' });
    await again.close();
    const third = await connect({ data: file });
    assert.deepEqual(each(await third.call('GET', '/Users'), 'userName'), ['a', 'c']);
    await third.close();
  });

  it('is refused and left alone when it is damaged in the middle, or something else', async () => {
    const service = await connect({ data: file });
    await service.create('/Users', { userName: 'a' });
    await service.close();
    await appendFile(file, 'damaged\n[]\n');
    const damaged = await readFile(file, 'utf8');
    await assert.rejects(
      connect({ data: file }),
      (error) => error instanceof DataFileError && /damaged at byte \d+/.test(error.message),
    );
    assert.equal(await readFile(file, 'utf8'), damaged);
    await writeFile(file, 'my notes');
    await assert.rejects(connect({ data: file }), DataFileError);
    assert.equal(await readFile(file, 'utf8'), 'my notes');
    assert.deepEqual(await readdir(folder), ['state.jsonl']);
  });

  it('has one writer: a second one is refused, also from another process', async () => {
    const service = await connect({ data: file });
    await assert.rejects(connect({ data: file }), /in use by this process/);
    await service.close();
    const { child } = await spawnSandbox();
    await assert.rejects(connect({ data: file }), new RegExp(`in use by process ${child.pid}`));
    await kill(child);
    await (await connect({ data: file })).close();
  });

  it('uses the seed only while it is empty', async () => {
    const seed = { Users: [{ userName: 'seeded' }] };
    const first = await connect({ data: file, seed });
    await first.create('/Users', { userName: 'other' });
    await first.close();
    const second = await connect({ data: file, seed });
    assert.deepEqual(each(await second.call('GET', '/Users'), 'userName'), ['seeded', 'other']);
    await second.close();
  });

  it('is given back when the port is taken', async () => {
    const first = await connect();
    const port = Number(new URL(first.url).port);
    await assert.rejects(connect({ port, data: file }), /EADDRINUSE/);
    await first.close();
    assert.deepEqual(await readdir(folder), ['state.jsonl']);
  });

  it('makes every writer wait, but not for one another', async () => {
    const service = await connect({ data: file });
    const ids = await Promise.all(
      Array.from({ length: 200 }, (_, n) => service.create('/Users', { userName: `u${n}` })),
    );
    // Nothing is closed: what is answered is in the file at that moment.
    const lines = await readFile(file, 'utf8');
    for (const id of ids) assert.ok(lines.includes(id));
    await service.close();
  });

  it('loses no acknowledged change when the process is killed', async () => {
    const known: Acknowledged = { titles: new Map(), members: new Set(), gone: new Set() };
    for (const acknowledgements of [150, 250, 350]) {
      const { child, service } = await spawnSandbox();
      await writeUntil(service, known, acknowledgements, () => child.kill('SIGKILL'));
      await kill(child);
      const after = await connect({ data: file });
      await compare(after, known);
      await after.close();
    }
    assert.ok(known.titles.size > 60 && known.members.size > 60 && known.gone.size > 15);
  });

  async function spawnSandbox(): Promise<{ readonly child: ChildProcess; readonly service: Client }> {
    const child = spawn(process.execPath, [PROGRAM, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(child.stdout, 'data');
    return { child, service: clientOf({ url: String(line).trim(), isSeeded: true, close: () => kill(child) }) };
  }
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** What the sandbox has answered to be done. */
interface Acknowledged {
  /** The last title of each user, as a number that only grows. */
  readonly titles: Map<string, number>;
  readonly members: Set<string>;
  readonly gone: Set<string>;
}

/** Several clients write at once until the sandbox has acknowledged so many changes, and on until it dies. */
async function writeUntil(service: Client, known: Acknowledged, limit: number, die: () => void): Promise<void> {
  let acknowledged = 0;
  const count = (): void => {
    acknowledged += 1;
    if (acknowledged === limit) die();
  };
  const write = async (writer: number): Promise<void> => {
    const group = await service.create('/Groups', { displayName: `writer ${writer}` });
    for (let user = 1; ; user += 1) {
      const id = await service.create('/Users', { userName: `${process.hrtime.bigint()}-${writer}`, title: '0' });
      known.titles.set(id, 0);
      count();
      await service.patch(`/Groups/${group}`, { op: 'add', path: 'members', value: [{ value: id }] });
      known.members.add(`${group} ${id}`);
      count();
      for (let title = 1; title < 3; title += 1) {
        await service.patch(`/Users/${id}`, { op: 'replace', path: 'title', value: `${title}` });
        known.titles.set(id, title);
        count();
      }
      if (user % 3 > 0) continue;
      known.titles.delete(id);
      known.members.delete(`${group} ${id}`);
      await service.call('DELETE', `/Users/${id}`);
      known.gone.add(id);
      count();
    }
  };
  const results = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(write));
  assert.ok(results.every(({ status }) => status === 'rejected'));
  assert.ok(acknowledged >= limit);
}

async function compare(service: Client, known: Acknowledged): Promise<void> {
  const users = resourcesIn(await service.call('GET', '/Users?count=1000'));
  const titles = new Map(users.map(({ id, title }) => [String(id), Number(title)]));
  for (const [id, title] of known.titles) {
    // The request after the last acknowledged one may have got through.
    assert.ok([title, title + 1].includes(titles.get(id) ?? -1), `${id}: ${title}, found ${titles.get(id)}`);
  }
  const groups = resourcesIn(await service.call('GET', '/Groups?count=1000'));
  const members = new Set(groups.flatMap((group) => valuesOf(group['members']).map((id) => `${group['id']} ${id}`)));
  for (const member of known.members) assert.ok(members.has(member), `member ${member} is lost`);
  for (const id of known.gone) assert.ok(!titles.has(id), `${id} is back`);
}
