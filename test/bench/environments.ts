import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rulesOf } from '../../src/sandbox/services.ts';
import { openSandbox } from '../support/open-sandbox.ts';
import { type Metered, medians, metered } from './metered.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const ENVIRONMENTS = 20;
const USERS = 1_000;
const ROUNDS = 3;
/** So many times the memory of one may all of them take. */
const MOST_MEMORY = 2;

const people = Array.from({ length: USERS }, (_, index) => ({
  userName: `user${index}@example.com`,
  title: `Engineer ${index}`,
}));

/**
 * Plans each of three environments of 1,000 users alone, and twenty of them: time against the slowest alone, and memory.
 * The services live in this process, so wall time counts what they take of the machine; processor time does not.
 * @returns whether the memory is what it may be
 */
export async function benchEnvironments(print: (line: string) => void): Promise<boolean> {
  const services = await Promise.all(
    Array.from({ length: ENVIRONMENTS }, () =>
      openSandbox(rulesOf('generic', []), { Users: people, Groups: [] }, Date.now),
    ),
  );
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
  try {
    await writeProject(
      dir,
      services.map(({ url }) => url),
    );
    const plan = (name: string) => () => metered([MAIN, 'plan', '--dir', dir, '--env', name]);
    const [all, ...alone] = await medians(['all', 'tenant-0', 'tenant-1', 'tenant-2'].map(plan), ROUNDS, 'wallSeconds');
    return all !== undefined && tell(all, slowestOf(alone), print);
  } finally {
    await Promise.all(services.map(({ close }) => close()));
    await rm(dir, { recursive: true });
  }
}

async function writeProject(dir: string, urls: readonly string[]): Promise<void> {
  const environments = urls.map((url, index) => `  tenant-${index}: { service: { baseUrl: "${url}" } }\n`);
  const users = people.map(
    (person, index) => `  - ${JSON.stringify(index === 0 ? { ...person, title: 'New' } : person)}\n`,
  );
  await writeFile(join(dir, 'rollcall.yaml'), `environments:\n${environments.join('')}users:\n${users.join('')}`);
}

function slowestOf(runs: readonly Metered[]): Metered {
  return runs.reduce((slowest, run) => (run.wallSeconds > slowest.wallSeconds ? run : slowest));
}

function tell(all: Metered, alone: Metered, print: (line: string) => void): boolean {
  const line = ({ wallSeconds, cpuSeconds, peakMegabytes }: Metered) =>
    `${wallSeconds.toFixed(1)} s, CPU ${cpuSeconds.toFixed(1)} s, ${Math.round(peakMegabytes)} MB`;
  const times = (of: keyof Metered) => (all[of] / alone[of]).toFixed(1);
  print(`1 environment of ${USERS} users: ${line(alone)}`);
  print(`${ENVIRONMENTS} side by side: ${line(all)}`);
  print(
    `${times('wallSeconds')} × the time, ${times('cpuSeconds')} × the CPU, ${times('peakMegabytes')} × the memory, at most ${MOST_MEMORY}`,
  );
  return all.peakMegabytes <= MOST_MEMORY * alone.peakMegabytes;
}
