import { PassThrough } from 'node:stream';
import { createTerminal, type Terminal } from '../../src/cli/terminal/terminal.ts';

export interface FakeTerminal {
  readonly terminal: Terminal;
  /** What was written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Types text; `end` is Ctrl-D. */
  readonly type: (text: string) => void;
  readonly end: () => void;
}

interface Kind {
  /** Whether all three streams are a terminal. */
  readonly tty: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly noColor?: boolean;
}

/** A terminal, or three pipes, in memory. */
export function fakeTerminal({ tty, env = {}, noColor = false }: Kind): FakeTerminal {
  const stream = () => Object.assign(new PassThrough(), { isTTY: tty });
  const [stdin, stdout, stderr] = [stream(), stream(), stream()];
  const written = (output: PassThrough) => {
    const chunks: Buffer[] = [];
    output.on('data', (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString('utf8');
  };
  return {
    stdout: written(stdout),
    stderr: written(stderr),
    terminal: createTerminal(noColor, 'all', { stdin, stdout, stderr, env }),
    type: (text) => {
      stdin.write(text);
    },
    end: () => {
      stdin.end();
    },
  };
}
