import { keepCompiledCode } from './compile-cache.ts';

/** Runs one command line; what it loads comes from the cache of compiled code where there is one. */
export async function start(argv: readonly string[]): Promise<void> {
  keepCompiledCode();
  const { runCli } = await import('./run-cli.ts');
  await runCli(argv);
}
