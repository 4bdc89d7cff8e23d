import { startSandbox } from '../../src/sandbox/http/start-sandbox.ts';

/** A sandbox in a process of its own, so that a test can kill it: takes the data file, prints the URL. */
const [, , data] = process.argv;
const sandbox = await startSandbox(data === undefined ? {} : { data });
process.stdout.write(`${sandbox.url}\n`);
