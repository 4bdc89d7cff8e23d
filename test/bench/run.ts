import { benchValidate } from './validate.ts';

/** Runs all benchmarks on the built program; one that takes more than it may fails the run. */
await benchValidate((line) => process.stdout.write(`${line}\n`));
