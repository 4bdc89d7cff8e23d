import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runCli, startCli, temporaryProject } from '../support/cli-run.ts';
import { seededRandom } from '../support/seeded-random.ts';

const SANDBOX = fileURLToPath(new URL('../sandbox/sandbox-process.ts', import.meta.url));
const USERS = 70;
const GROUPS = 30;

interface Resource {
  readonly id: string;
  readonly userName?: string;
  readonly displayName?: string;
  readonly title?: string;
  readonly members?: readonly { readonly value: string }[];
}

/** A sandbox in a process of its own, and a project for it. */
export async function startKilling() {
  const project = await temporaryProject({});
  const child = spawn(process.execPath, [SANDBOX, join(project.dir, 'sandbox.jsonl')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = (await once(child.stdout, 'data')) as [Buffer];
  const url = printed.toString().trim();
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'close');
    await project.remove();
  };
  return { url, dir: project.dir, stop };
}

/**
 * Applies 100 changes, kills the process with SIGKILL at a moment by the seed, applies again and compares what the service
 * holds with what is declared. Returns how many changes were told as done before the end.
 */
export async function killOnce(service: { readonly url: string; readonly dir: string }, seed: number): Promise<number> {
  const { url, dir } = service;
  const random = seededRandom(seed);
  const name = (n: number) => `u${n}.${seed}@example.com`;
  const members = Array.from({ length: GROUPS }, () => [
    ...new Set(Array.from({ length: 5 }, () => name(Math.floor(random() * USERS)))),
  ]);
  await writeFile(join(dir, 'rollcall.yaml'), projectText(url, seed, name, members));
  const killed = await killDuring(dir, Math.floor(random() * (USERS + GROUPS)), random() * 12);
  const { code, stderr } = await runCli(['apply', '--auto-approve'], { cwd: dir });
  assert.equal(code, 0, stderr);
  await checkRaw(url, seed, name, members);
  return killed;
}

function projectText(
  url: string,
  seed: number,
  name: (n: number) => string,
  members: readonly (readonly string[])[],
): string {
  const users = Array.from({ length: USERS }, (_, n) => `  - { userName: ${name(n)}, title: Title ${n} }`);
  const groups = members.map((list, n) => `  - { displayName: Group ${n} of ${seed}, members: [${list.join(', ')}] }`);
  return [`service: { baseUrl: ${url} }`, 'users:', ...users, 'groups:', ...groups, ''].join('\n');
}

/** Kills the apply a moment after it told of so many changes. */
async function killDuring(dir: string, after: number, delay: number): Promise<number> {
  const { child, ended } = startCli(['apply', '--auto-approve'], { cwd: dir });
  let told = 0;
  const reached = Promise.withResolvers<void>();
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString().split('✓').length - 1;
    if (told >= after && (after > 0 || chunk.includes('Read '))) reached.resolve();
  });
  await Promise.race([reached.promise, ended]);
  await setTimeout(delay);
  child.kill('SIGKILL');
  await ended;
  return told;
}

async function checkRaw(
  url: string,
  seed: number,
  name: (n: number) => string,
  members: readonly (readonly string[])[],
): Promise<void> {
  const users = (await list(`${url}/Users`)).filter(({ userName }) => userName?.endsWith(`.${seed}@example.com`));
  const ids = new Map(users.map(({ userName = '', id }) => [userName, id]));
  assert.deepEqual(
    users.map(({ userName, title }) => `${userName} ${title}`).toSorted(),
    Array.from({ length: USERS }, (_, n) => `${name(n)} Title ${n}`).toSorted(),
  );
  const groups = (await list(`${url}/Groups`)).filter(({ displayName }) => displayName?.endsWith(` of ${seed}`));
  const shown = (displayName: string, values: readonly string[]) => `${displayName}: ${values.toSorted().join(' ')}`;
  assert.deepEqual(
    groups
      .map((group) =>
        shown(
          group.displayName ?? '',
          (group.members ?? []).map(({ value }) => value),
        ),
      )
      .toSorted(),
    members
      .map((list, n) =>
        shown(
          `Group ${n} of ${seed}`,
          list.map((member) => ids.get(member) ?? ''),
        ),
      )
      .toSorted(),
  );
}

/** All resources, page by page, without rollcall. */
async function list(url: string): Promise<readonly Resource[]> {
  const found: Resource[] = [];
  for (;;) {
    const response = await fetch(`${url}?startIndex=${found.length + 1}&count=100`);
    const { totalResults, Resources = [] } = (await response.json()) as {
      totalResults: number;
      Resources?: readonly Resource[];
    };
    found.push(...Resources);
    if (found.length >= totalResults || Resources.length === 0) return found;
  }
}
