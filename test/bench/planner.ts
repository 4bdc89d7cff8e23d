import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Measurement } from './measure.ts';

const SIZES = [1_000, 10_000, 100_000] as const;
const MOST_GROWTH = 1.3;
const MEMBERSHIPS_PER_USER = 2;

interface Row extends Measurement {
  readonly title: string;
  readonly usPerItem: number;
}

function measured(title: string, kind: string, size: number, changedOneIn: number, items: number): Row {
  const file = fileURLToPath(new URL('measure.ts', import.meta.url));
  const text = execFileSync(process.execPath, [file, kind, String(size), String(changedOneIn)], { encoding: 'utf8' });
  const measurement: Measurement = JSON.parse(text);
  const row = { title, ...measurement, usPerItem: (measurement.cpuMs * 1000) / items };
  print([
    title,
    `${row.changes}`,
    row.cpuMs.toFixed(row.cpuMs < 100 ? 1 : 0),
    row.peakMb.toFixed(0),
    row.usPerItem.toFixed(2),
  ]);
  return row;
}

function print(cells: readonly string[]): void {
  const [title = '', ...numbers] = cells;
  process.stdout.write(`${title.padEnd(36)}${numbers.map((number) => number.padStart(12)).join('')}\n`);
}

/** How much dearer an item is in the largest directory than in the smallest. */
function growth(rows: readonly Row[]): number {
  return (rows.at(-1)?.usPerItem ?? 0) / (rows[0]?.usPerItem ?? 1);
}

/**
 * What the planner alone costs, without files and network.
 * @returns false where the cost per user and membership grows with the size of the directory: the planner is to be linear
 */
export function benchPlanner(): boolean {
  print(['', 'changes', 'CPU ms', 'peak MB', 'µs per item']);
  const outcomes = ([0, 100] as const).map((changedOneIn) => {
    const what = changedOneIn === 0 ? 'nothing to do' : '1 % changed';
    return SIZES.map((size) => {
      const title = `${size.toLocaleString('en')} users, ${what}`;
      return measured(title, 'company', size, changedOneIn, size * (1 + MEMBERSHIPS_PER_USER));
    });
  });
  measured('one group of 100,000, 1 changed', 'group', 100_000, 0, 100_000);
  const factors = outcomes.map(growth);
  for (const factor of factors) {
    process.stdout.write(`An item costs ${factor.toFixed(2)} times as much at 100,000 users as at 1,000.\n`);
  }
  return factors.every((factor) => factor <= MOST_GROWTH);
}
