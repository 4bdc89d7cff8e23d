import { benchEnvironments } from './environments.ts';
import { benchPlanner } from './planner.ts';
import { benchRatios } from './ratios.ts';
import { benchValidate } from './validate.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Runs all benchmarks on the built program, or those that are named; one that takes more than it may fails the run. */
const named = new Set(process.argv.slice(2));
const isMeant = (name: string): boolean => named.size === 0 || named.has(name);

if (isMeant('ratios') && !(await benchRatios(print))) process.exitCode = 1;
if (isMeant('planner') && !benchPlanner()) process.exitCode = 1;
if (isMeant('validate')) await benchValidate(print);
if (isMeant('environments') && !(await benchEnvironments(print))) process.exitCode = 1;
