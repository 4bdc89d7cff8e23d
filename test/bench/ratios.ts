import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCorpus } from './corpus.ts';
import { type DirectorySize, writeProject } from './directory.ts';
import { startDirectory } from './directory-process.ts';
import { type Metered, medians, metered } from './metered.ts';

/*
 * What rollcall takes as a multiple of what the plainest program takes in the same run, so that the figures mean the same
 * on any machine.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const QUICKSTART = join(ROOT, 'examples/quickstart');
const FEW_ROUNDS = 3;
const MANY_ROUNDS = 9;
const CREATIONS = 1000;
const DELAY_MS = 50;

type Print = (line: string) => void;

/** Runs the built program. */
function rollcall(...args: readonly string[]): Promise<Metered> {
  return metered([join(ROOT, 'dist/main.js'), ...args]);
}

function baseline(...args: readonly string[]): Promise<Metered> {
  return metered([fileURLToPath(new URL('baseline.ts', import.meta.url)), ...args]);
}

function bareNode(): Promise<Metered> {
  return metered(['--eval', '0']);
}

/** Measures all of them, prints each, and tells whether each is what it must be. */
export async function benchRatios(print: Print): Promise<boolean> {
  const isFine: boolean[] = [];
  const tell = (title: string, value: number, must: number, unit = 'times'): void => {
    isFine.push(value <= must);
    print(`${title.padEnd(60)}${value.toFixed(2).padStart(9)} ${unit}, at most ${must}`);
  };
  await benchStarts(tell);
  await benchFormat(tell);
  await benchDirectory({ users: 10_000, groups: 500 }, tell);
  await benchPull({ users: 20_000, groups: 1_000 }, tell);
  await benchLarge({ users: 100_000, groups: 5_000 }, tell);
  await benchCreations(tell);
  return isFine.every(Boolean);
}

type Tell = (title: string, value: number, must: number, unit?: string) => void;

function ratio(one: Metered | undefined, other: Metered | undefined): number {
  return (one?.cpuSeconds ?? 0) / (other?.cpuSeconds ?? 1);
}

async function benchStarts(tell: Tell): Promise<void> {
  const [bare, help, validate, plan] = await medians(
    [
      bareNode,
      () => rollcall('--help'),
      () => rollcall('validate', '--dir', QUICKSTART),
      () => rollcall('plan', '--sandbox', '--dir', QUICKSTART),
    ],
    MANY_ROUNDS,
  );
  tell('--help to bare node, CPU', ratio(help, bare), 3.5);
  tell('validate of the quickstart to bare node, CPU', ratio(validate, bare), 7);
  tell('plan --sandbox of the quickstart to bare node, CPU', ratio(plan, bare), 15);
}

async function benchFormat(tell: Tell): Promise<void> {
  await inFolder(async (dir) => {
    await writeCorpus(dir, 10_000);
    await rollcall('fmt', '--dir', dir);
    const [validate, format] = await medians(
      [() => rollcall('validate', '--dir', dir), () => rollcall('fmt', '--check', '--dir', dir)],
      FEW_ROUNDS,
    );
    tell('fmt --check to validate, 10,000 users, CPU', ratio(format, validate), 3);
  });
}

async function benchDirectory(size: DirectorySize, tell: Tell): Promise<void> {
  await withDirectory(size, async (baseUrl, dir) => {
    await writeProject(dir, baseUrl, size);
    const [plan, plain] = await medians(
      [() => rollcall('plan', '--dir', dir), () => baseline('plan', baseUrl, dir)],
      FEW_ROUNDS,
    );
    tell('no-op plan of 10,000 + 500 to download and js-yaml, CPU', ratio(plan, plain), 2.5);
  });
}

async function benchPull(size: DirectorySize, tell: Tell): Promise<void> {
  await withDirectory(size, async (baseUrl, dir) => {
    await writeFile(join(dir, 'rollcall.yaml'), `service:\n  baseUrl: ${baseUrl}\n`);
    const [pull, plain] = await medians(
      [() => rollcall('pull', '--force', '--dir', dir), () => baseline('pull', baseUrl, dir)],
      FEW_ROUNDS,
    );
    tell('pull of 20,000 + 1,000 to download and js-yaml, CPU', ratio(pull, plain), 2.5);
  });
}

/** Once, since it takes long; the plan is of the very files that were pulled. */
async function benchLarge(size: DirectorySize, tell: Tell): Promise<void> {
  await withDirectory(size, async (baseUrl, dir) => {
    await writeFile(join(dir, 'rollcall.yaml'), `service:\n  baseUrl: ${baseUrl}\n`);
    const pull = await rollcall('pull', '--dir', dir);
    tell('pull of 100,000 + 5,000, CPU', pull.cpuSeconds, 20, 's');
    tell('pull of 100,000 + 5,000, memory', pull.peakMegabytes, 600, 'MB');
    const plan = await rollcall('plan', '--detailed-exitcode', '--dir', dir);
    tell('no-op plan of 100,000 + 5,000, CPU', plan.cpuSeconds, 7, 's');
    tell('no-op plan of 100,000 + 5,000, memory', plan.peakMegabytes, 700, 'MB');
  });
}

/** The proof is left out, and what the plan takes as well; both are as many requests as there are pages. */
async function benchCreations(tell: Tell): Promise<void> {
  await inFolder(async (dir) => {
    const names = Array.from({ length: CREATIONS }, (_, i) => `  - { userName: user${i}@example.com, active: true }\n`);
    const seconds = async (run: (baseUrl: string) => Promise<Metered>): Promise<number> => {
      const directory = await startDirectory({ users: 0, groups: 0 }, DELAY_MS);
      await writeFile(
        join(dir, 'rollcall.yaml'),
        `service:\n  baseUrl: ${directory.baseUrl}\nusers:\n${names.join('')}`,
      );
      const { wallSeconds } = await run(directory.baseUrl);
      directory.stop();
      return wallSeconds;
    };
    const apply = await seconds(() => rollcall('apply', '--auto-approve', '--no-verify', '--dir', dir));
    const plan = await seconds(() => rollcall('plan', '--dir', dir));
    const plain = await seconds((baseUrl) => baseline('create', baseUrl));
    tell('1,000 creations at 50 ms by 10 to a loop of fetch, time', (apply - plan) / plain, 1.1);
  });
}

async function withDirectory(
  size: DirectorySize,
  work: (baseUrl: string, dir: string) => Promise<void>,
): Promise<void> {
  const directory = await startDirectory(size);
  try {
    await inFolder((dir) => work(directory.baseUrl, dir));
  } finally {
    directory.stop();
  }
}

async function inFolder(work: (dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
  try {
    await work(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}
