import { spawn } from 'node:child_process';

/** What one process took. */
export interface Metered {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** Tells at its end what the process took, behind all that the process itself wrote. */
const METER = `data:text/javascript,process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  require('node:fs').writeSync(2, '\\nMETER' + JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakMegabytes: maxRSS / 1e3 }));
})`.replace("require('node:fs')", "process.getBuiltinModule('node:fs')");

/** Runs Node to its end. Throws where it ends with another exit code. */
export async function metered(args: readonly string[], expected = 0): Promise<Metered> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', METER, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on('error', reject).on('close', resolve);
  const code = await promise;
  const [said, told = '{}'] = errors.split('\nMETER');
  if (code !== expected) throw new Error(`${args.join(' ')} ended with ${code}: ${said}`);
  return { wallSeconds: (performance.now() - started) / 1000, ...JSON.parse(told) };
}

/** Runs several processes in turn, because the pace of a machine changes, and gives the run of each in the middle. */
export async function medians(
  runs: readonly (() => Promise<Metered>)[],
  rounds: number,
  by: 'cpuSeconds' | 'wallSeconds' = 'cpuSeconds',
): Promise<readonly Metered[]> {
  const found: Metered[][] = runs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, run] of runs.entries()) found[index]?.push(await run());
  }
  return found.map((times) => {
    const middle = times.toSorted((a, b) => a[by] - b[by])[Math.floor(times.length / 2)];
    if (middle === undefined) throw new Error('Nothing was measured.');
    return middle;
  });
}
