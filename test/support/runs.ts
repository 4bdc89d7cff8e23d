import fc from 'fast-check';

/** How often a property is tried, and with which seed. */
export interface Runs {
  readonly numRuns: number;
  readonly seed: number;
}

/** What `npm test` does: the same cases every time, so that a failure is never a matter of luck. */
export function fixedRuns(numRuns = 200): Runs {
  return { numRuns, seed: 20261121 };
}

/**
 * What `npm run soak` does: cases that nobody has seen, with the seed printed.
 * SOAK_SEED repeats a run of before, SOAK_RUNS makes a shorter or longer one.
 */
export function freshRuns(numRuns = 5000): Runs {
  const runs = {
    numRuns: Number(process.env['SOAK_RUNS'] ?? numRuns),
    seed: Number(process.env['SOAK_SEED'] ?? Math.floor(Math.random() * 2 ** 31)),
  };
  process.stdout.write(`\n${runs.numRuns} runs with SOAK_SEED=${runs.seed}\n`);
  return runs;
}

/** A sentence that must hold for whatever can be generated. */
export interface Property {
  readonly sentence: string;
  readonly check: fc.IRawProperty<unknown>;
  /** True where one case takes so long that looking for a smaller counterexample is no help. */
  readonly isSlow?: true;
}

/** Runs a property and fails with a small counterexample and the seed that finds it again. */
export async function assertProperty({ check, isSlow }: Property, runs: Runs): Promise<void> {
  await fc.assert(check, { ...runs, endOnFailure: isSlow === true });
}
