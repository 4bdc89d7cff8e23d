import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rulesOf } from '../../src/sandbox/services.ts';
import { openSandbox } from '../support/open-sandbox.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const ENVIRONMENTS = 20;
const USERS = 1_000;

const userName = (index: number) => `user${index}@example.com`;
const people = Array.from({ length: USERS }, (_, index) => ({ userName: userName(index), title: `Engineer ${index}` }));

/** Wall time and memory of one plan. */
interface Measured {
  readonly ms: number;
  readonly peakMb: number;
}

/** What one plan takes in a process of its own, which reports its own memory. */
async function planOf(dir: string, environments: readonly string[]): Promise<Measured> {
  const hook = "process.on('exit', () => console.error('PEAK', process.resourceUsage().maxRSS))";
  const flags = environments.flatMap((name) => ['--env', name]);
  const began = performance.now();
  const args = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, MAIN, 'plan', ...flags];
  const child = spawn(process.execPath, args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(stderr);
  return { ms: performance.now() - began, peakMb: Number(/PEAK (\d+)/u.exec(stderr)?.[1]) / 1024 };
}

/** Plans one environment of 1,000 users, and twenty of them: the time against the slowest alone, and the memory. */
export async function benchEnvironments(print: (line: string) => void): Promise<void> {
  const services = await Promise.all(
    Array.from({ length: ENVIRONMENTS }, () =>
      openSandbox(rulesOf('generic', []), { Users: people, Groups: [] }, Date.now),
    ),
  );
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
  try {
    const names = services.map((_, index) => `tenant-${index}`);
    const environments = services.map(({ url }, index) => `  ${names[index]}: { service: { baseUrl: "${url}" } }\n`);
    const users = people.map(
      (person, index) => `  - ${JSON.stringify(index === 0 ? { ...person, title: 'New' } : person)}\n`,
    );
    await writeFile(join(dir, 'rollcall.yaml'), `environments:\n${environments.join('')}users:\n${users.join('')}`);
    await planOf(dir, names.slice(0, 1));
    const runs: Measured[] = [];
    for (const name of names.slice(0, 3)) runs.push(await planOf(dir, [name]));
    const alone = runs.reduce((slowest, run) => (run.ms > slowest.ms ? run : slowest));
    const all = await planOf(dir, names);
    const line = ({ ms, peakMb }: Measured) => `${Math.round(ms)} ms, ${Math.round(peakMb)} MB`;
    print(`1 environment of ${USERS} users: ${line(alone)}`);
    print(
      `${ENVIRONMENTS} side by side: ${line(all)} (${(all.ms / alone.ms).toFixed(1)} × the time, ${(all.peakMb / alone.peakMb).toFixed(1)} × the memory)`,
    );
  } finally {
    await Promise.all(services.map(({ close }) => close()));
    await rm(dir, { recursive: true });
  }
}
