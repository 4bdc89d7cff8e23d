import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, startCli } from '../support/cli-process.ts';

describe('the cache of compiled code', () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'rollcall-cache-'));
  });

  afterEach(() => rmSync(home, { recursive: true }));

  const started = (env: Readonly<Record<string, string>>): Promise<Ended> =>
    startCli(['--version'], { env: { HOME: home, XDG_CACHE_HOME: '', NODE_COMPILE_CACHE: '', ...env } }).ended;

  /** Whether anything was kept in the folder below a cache folder. */
  const isKept = (folder: string): boolean => {
    const compiled = join(folder, 'rollcall/compiled');
    return existsSync(compiled) && readdirSync(compiled).length > 0;
  };

  async function starts(env: Readonly<Record<string, string>>): Promise<void> {
    const { code, stdout, stderr } = await started(env);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^rollcall\//);
  }

  it('stands in a folder of the user that nobody else may read', async () => {
    await starts({ XDG_CACHE_HOME: join(home, 'caches') });
    assert.ok(isKept(join(home, 'caches')));
    assert.equal(statSync(join(home, 'caches/rollcall/compiled')).mode & 0o777, 0o700);
  });

  it('is not kept where others may write', async () => {
    mkdirSync(join(home, 'rollcall/compiled'), { recursive: true });
    chmodSync(join(home, 'rollcall/compiled'), 0o777);
    await starts({ XDG_CACHE_HOME: home });
    assert.ok(!isKept(home));
  });

  it('is not kept in a working tree, nor where a link leads into one', async () => {
    mkdirSync(join(home, 'tree/.git'), { recursive: true });
    symlinkSync(join(home, 'tree'), join(home, 'link'));
    await starts({ XDG_CACHE_HOME: join(home, 'tree') });
    await starts({ XDG_CACHE_HOME: join(home, 'link') });
    assert.ok(!isKept(join(home, 'tree')));
  });

  it('is done without where its folder cannot be made', async () => {
    writeFileSync(join(home, 'file'), '');
    await starts({ XDG_CACHE_HOME: join(home, 'file') });
    await starts({ XDG_CACHE_HOME: '/proc/nope' });
  });

  it('takes no cache folder that is relative to where it was started', async () => {
    await starts({ XDG_CACHE_HOME: 'caches' });
    assert.ok(!existsSync('caches'));
  });
});
