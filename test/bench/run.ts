import { benchPlanner } from './planner.ts';
import { benchValidate } from './validate.ts';

/** Runs all benchmarks on the built program; one that takes more than it may fails the run. */
if (!benchPlanner()) process.exitCode = 1;
await benchValidate((line) => process.stdout.write(`${line}\n`));
