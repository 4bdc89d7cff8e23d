import { counted } from '../../model/counted.ts';
import { didYouMean } from '../../model/did-you-mean.ts';

/** What oclif's errors about a command line carry. */
interface ParseError extends Error {
  readonly flags?: readonly string[];
  readonly args?: readonly string[];
  readonly parse: {
    readonly input: { readonly args: object; readonly flags: object; readonly context?: { readonly id?: string } };
  };
}

/** What is wrong with a command line, without oclif's own last line and with what oclif does not say. */
export function usageMessage(error: Error): string {
  const { name } = error.constructor;
  if (name === 'UnexpectedArgsError') return unexpectedArguments(error as ParseError);
  const message = error.message.replace('\nSee more help with --help', '').replace(/^Parsing (--\S+) \n\t/, '$1: ');
  return name === 'NonExistentFlagsError' ? message + misspeltFlag(error as ParseError) : message;
}

function unexpectedArguments({ args = [], parse: { input } }: ParseError): string {
  const taken = Object.keys(input.args).length;
  const most = taken === 0 ? 'no arguments' : `at most ${counted(taken, 'argument')}`;
  return `${input.context?.id ?? 'the command'} takes ${most}; this is too much: ${args.join(' ')}`;
}

function misspeltFlag({ flags = [], parse: { input } }: ParseError): string {
  const known = Object.keys(input.flags).map((name) => `--${name}`);
  return flags.length === 1 ? `.${didYouMean(flags[0] ?? '', known)}` : '';
}
