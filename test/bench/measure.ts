import { makePlan } from '../../src/plan/make-plan.ts';
import { company, oneGroup } from './world.ts';

/*
 * One measurement in a process of its own, so that its memory is its own: `node measure.ts company 1000 0`.
 * Prints a Measurement as JSON.
 */
export interface Measurement {
  /** Median of the runs after the warm-up. */
  readonly cpuMs: number;
  /** Most memory that the process ever held, the company itself included. */
  readonly peakMb: number;
  readonly changes: number;
}

const WARM_UPS = 2;
const RUNS = 5;

function measure(kind: string, size: number, changedOneIn: number): Measurement {
  const input = kind === 'group' ? oneGroup(size) : company({ users: size, changedOneIn });
  const run = () => cpuMs(() => makePlan(input));
  for (let i = 0; i < WARM_UPS; i++) run();
  const times = Array.from({ length: RUNS }, run).sort((a, b) => a - b);
  return {
    cpuMs: times[Math.floor(RUNS / 2)] ?? 0,
    peakMb: process.resourceUsage().maxRSS / 1024,
    changes: makePlan(input).changes.length,
  };
}

/** Processor time, of which the garbage collector's is a part. */
function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const [kind = 'company', size = '1000', changedOneIn = '0'] = process.argv.slice(2);
process.stdout.write(JSON.stringify(measure(kind, Number(size), Number(changedOneIn))));
