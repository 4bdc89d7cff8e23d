import { Config } from '@oclif/core/config';
import { run } from '@oclif/core/run';
import { settings } from '@oclif/core/settings';
import { didYouMean } from '../model/did-you-mean.ts';
import { knownSecrets } from './service/known-secrets.ts';
import { EXIT, type ExitCode } from './terminal/exit-code.ts';
import { hiddenError } from './terminal/hidden-error.ts';
import { keepOutputErrors, outputError } from './terminal/output-errors.ts';
import { reportError } from './terminal/report-error.ts';
import { createTerminal } from './terminal/terminal.ts';
import { UsageError } from './terminal/usage-error.ts';
import { usualArguments } from './usual-arguments.ts';

/** Runs one command line and ends the process with its exit code. */
export async function runCli(argv: readonly string[]): Promise<void> {
  keepOutputErrors();
  knownSecrets.clear();
  process.on('SIGINT', exitUnlessHandled);
  const code = await codeOf(argv);
  await Promise.all([process.stdout, process.stderr].map(flushed));
  const lost = outputError();
  if (lost === undefined) process.exit(code);
  tell(Object.assign(lost, { path: 'the output' }), argv);
  await flushed(process.stderr);
  process.exit(code === EXIT.done ? EXIT.error : code);
}

async function codeOf(argv: readonly string[]): Promise<ExitCode> {
  try {
    return await runCommand(usualArguments(argv));
  } catch (error) {
    return tell(error, argv);
  }
}

function tell(error: unknown, argv: readonly string[]): ExitCode {
  const values = wantsNone(argv) ? 'none' : 'all';
  const terminal = createTerminal(argv.includes('--no-color'), values);
  const { code, text } = reportError(values === 'all' ? error : hiddenError(error), terminal.messageStyle);
  terminal.message(text);
  return code;
}

/** True where the command line asks for no values; of a wrong one nothing else is known. */
function wantsNone(argv: readonly string[]): boolean {
  return (
    argv.includes('--values=none') || argv.some((word, index) => word === '--values' && argv[index + 1] === 'none')
  );
}

/** Commands return their exit code; help and version return nothing. */
async function runCommand(argv: readonly string[]): Promise<ExitCode> {
  settings.enableAutoTranspile = false;
  const config = await Config.load(import.meta.filename);
  const [name] = argv;
  if (name !== undefined && !isHelp(name) && config.findCommand(name) === undefined) {
    throw new UsageError(
      `there is no command "${name}".${didYouMean(name, config.commandIDs)}`,
      'Run rollcall --help to see all commands.',
    );
  }
  const code = await run([...argv], config);
  return (code ?? EXIT.done) as ExitCode;
}

function isHelp(argument: string): boolean {
  return argument === '--help' || argument === '--version';
}

/** Commands that must not be torn off listen too, and are then left to it. */
function exitUnlessHandled(): void {
  if (process.listenerCount('SIGINT') === 1) process.exit(EXIT.interrupted);
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}
