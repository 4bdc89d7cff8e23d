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

const RUNS = 5;
/** Small companies are planned often enough for a run to last, so that a run is no matter of one garbage collection. */
const USERS_PER_RUN = 100_000;

function measure(kind: string, size: number, changedOneIn: number): Measurement {
  const input = kind === 'group' ? oneGroup(size) : company({ users: size, changedOneIn });
  const plans = Math.max(1, Math.round(USERS_PER_RUN / size));
  const run = () => cpuMs(() => makePlan(input), plans);
  run();
  run();
  const times = Array.from({ length: RUNS }, run).sort((a, b) => a - b);
  return {
    cpuMs: times[Math.floor(RUNS / 2)] ?? 0,
    peakMb: process.resourceUsage().maxRSS / 1024,
    changes: makePlan(input).changes.length,
  };
}

/** Processor time of one of several repetitions, of which the garbage collector's is a part. */
function cpuMs(work: () => unknown, times: number): number {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

const [kind = 'company', size = '1000', changedOneIn = '0'] = process.argv.slice(2);
process.stdout.write(JSON.stringify(measure(kind, Number(size), Number(changedOneIn))));
