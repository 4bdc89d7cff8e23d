import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Measurement } from './measure.ts';

const SIZES = [1_000, 10_000, 100_000] as const;
const MOST_GROWTH = 1.3;
const MEMBERSHIPS_PER_USER = 2;

/** A machine's pace changes from minute to minute, so that all sizes are measured in turn, and this often. */
const ROUNDS = 5;

interface Row extends Measurement {
  readonly title: string;
  readonly usPerItem: number;
}

function measured(title: string, kind: string, size: number, changedOneIn: number, items: number): Row {
  const file = fileURLToPath(new URL('measure.ts', import.meta.url));
  const text = execFileSync(process.execPath, [file, kind, String(size), String(changedOneIn)], { encoding: 'utf8' });
  const measurement: Measurement = JSON.parse(text);
  return { title, ...measurement, usPerItem: (measurement.cpuMs * 1000) / items };
}

function measuredCompany(size: number, changedOneIn: number): Row {
  const what = changedOneIn === 0 ? 'nothing to do' : `${100 / changedOneIn} % changed`;
  const title = `${size.toLocaleString('en')} users, ${what}`;
  return measured(title, 'company', size, changedOneIn, size * (1 + MEMBERSHIPS_PER_USER));
}

function print(cells: readonly string[]): void {
  const [title = '', ...numbers] = cells;
  process.stdout.write(`${title.padEnd(36)}${numbers.map((number) => number.padStart(12)).join('')}\n`);
}

function printMedian(rows: readonly Row[]): void {
  const row = rows.toSorted((a, b) => a.cpuMs - b.cpuMs)[Math.floor(rows.length / 2)];
  if (row === undefined) return;
  const { title, changes, cpuMs, peakMb, usPerItem } = row;
  print([title, `${changes}`, cpuMs.toFixed(cpuMs < 100 ? 1 : 0), peakMb.toFixed(0), usPerItem.toFixed(2)]);
}

/**
 * How much dearer an item is in the largest directory than in a smaller one, in the median of the rounds. The middle size
 * is the harder measure: five plans of the smallest end before all of the code is compiled.
 */
function growth(rounds: readonly (readonly Row[])[], smaller: number): number {
  const factors = rounds.map((rows) => (rows.at(-1)?.usPerItem ?? 0) / (rows[smaller]?.usPerItem ?? 1));
  const factor = factors.toSorted((a, b) => a - b)[Math.floor(factors.length / 2)] ?? 0;
  const [from, to] = [rounds[0]?.[smaller]?.title, rounds[0]?.at(-1)?.title];
  process.stdout.write(`An item costs ${factor.toFixed(2)} times as much with ${to} as with ${from}.\n`);
  return factor;
}

/** Measures one kind of company in every size, and gives the growth from each smaller one to the largest. */
function benchCompanies(changedOneIn: number): readonly number[] {
  const rounds = Array.from({ length: ROUNDS }, () => SIZES.map((size) => measuredCompany(size, changedOneIn)));
  for (const index of SIZES.keys()) printMedian(rounds.flatMap((rows) => rows[index] ?? []));
  return SIZES.slice(0, -1).map((_, smaller) => growth(rounds, smaller));
}

/**
 * What the planner alone costs, without files and network.
 * @returns false where the cost per user and membership grows with the size of the directory: the planner is to be linear
 */
export function benchPlanner(): boolean {
  print(['', 'changes', 'CPU ms', 'peak MB', 'µs per item']);
  const factors = [0, 100].flatMap(benchCompanies);
  printMedian([measured('one group of 100,000, 1 changed', 'group', 100_000, 0, 100_000)]);
  return factors.every((factor) => factor <= MOST_GROWTH);
}
