import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { ShownValues } from '../../render/hidden/hidden-value.ts';
import type { Style } from '../../render/text/style.ts';
import { wrapMessage } from '../../render/text/wrap-message.ts';
import { redactKnown } from '../service/known-secrets.ts';
import { styleFor } from './ansi-style.ts';
import { isObeyed, withoutCommands } from './workflow-commands.ts';

/** Where a command reads and writes: results apart from messages, and a line that shows how far it is. */
export interface Terminal {
  /** True if a person can be asked. */
  readonly interactive: boolean;
  /** How wide text may be: as wide as the terminal, or as COLUMNS says where the result goes elsewhere; 80 at least. */
  readonly columns: number;
  /** Whether values may be shown, and who stands in no file be named. */
  readonly values: ShownValues;
  readonly resultStyle: Style;
  readonly messageStyle: Style;
  /** Writes what the command was run for to standard output. */
  readonly result: (text: string) => void;
  /** Writes lines that are meant for the runner of a workflow, such as annotations; data in them is escaped already. */
  readonly commands: (text: string) => void;
  /** Writes anything else to standard error; on a terminal, prose that is wider is broken between words. */
  readonly message: (text: string) => void;
  /** Shows a line that the next output replaces; nothing where standard error is no terminal. */
  readonly status: (text: string) => void;
  /** Asks on standard error; undefined where the input ends, as by Ctrl-D. */
  readonly ask: (question: string) => Promise<string | undefined>;
}

export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
}

const ERASE_LINE = '\r\u001b[2K';
/** A person sees no more than this, and a terminal costs time. */
const MIN_STATUS_INTERVAL_MS = 50;
/** Where a terminal does not tell its width, or says 0. */
const USUAL_COLUMNS = 80;

/** The terminal of this process, or the streams of a test; values are shown if nothing else is said. */
export function createTerminal(noColor: boolean, values: ShownValues = 'all', streams: Streams = process): Terminal {
  const { stdin, stdout, stderr, env } = streams;
  const status = statusLine(stderr);
  const data = (text: string): string => line(isObeyed(env) ? withoutCommands(text) : text);
  return {
    interactive: stdin.isTTY === true,
    columns: columnsOf(stdout, env),
    values,
    resultStyle: styleFor(stdout, env, noColor),
    messageStyle: styleFor(stderr, env, noColor),
    result: (text) => {
      status.clear();
      stdout.write(data(text));
    },
    commands: (text) => {
      status.clear();
      stdout.write(line(text));
    },
    message: (text) => {
      status.clear();
      stderr.write(stderr.isTTY === true ? wrapMessage(data(text), columnsOf(stderr, env)) : data(text));
    },
    status: status.show,
    ask: (question) => {
      status.clear();
      return ask(question, stdin, stderr);
    },
  };
}

function columnsOf({ isTTY, columns }: Streams['stdout'], env: Streams['env']): number {
  const told = Number.parseInt(env['COLUMNS'] ?? '', 10);
  const width = isTTY === true && columns !== undefined ? columns : told;
  return Math.max(USUAL_COLUMNS, Number.isNaN(width) ? USUAL_COLUMNS : width);
}

/** Whole lines, and no secret in them. */
function line(shown: string): string {
  const text = redactKnown(shown);
  return text.endsWith('\n') ? text : `${text}\n`;
}

function statusLine(stderr: Streams['stderr']): { show: (text: string) => void; clear: () => void } {
  if (stderr.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  let shownAt = Number.NEGATIVE_INFINITY;
  let isShown = false;
  return {
    show: (text) => {
      if (performance.now() - shownAt < MIN_STATUS_INTERVAL_MS) return;
      shownAt = performance.now();
      isShown = true;
      stderr.write(ERASE_LINE + redactKnown(text).slice(0, (stderr.columns || USUAL_COLUMNS) - 1));
    },
    clear: () => {
      if (isShown) stderr.write(ERASE_LINE);
      isShown = false;
    },
  };
}

/** The terminal itself edits the line, so that Ctrl-C is an ordinary SIGINT. */
async function ask(question: string, input: Readable, output: Writable): Promise<string | undefined> {
  // Of an input that ended before, nothing would tell again.
  if (input.readableEnded) return undefined;
  const reader = createInterface({ input, output, terminal: false });
  const ended = Promise.withResolvers<undefined>();
  reader.once('close', () => ended.resolve(undefined));
  try {
    return await Promise.race([reader.question(question), ended.promise]);
  } finally {
    reader.close();
  }
}
