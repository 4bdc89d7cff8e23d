import type { Terminal } from '../terminal/terminal.ts';
import { type HeldTerminal, heldTerminal } from './held-terminal.ts';

/** So many services are read at one time: enough to wait for none of them alone, and few enough to hold little in memory. */
export const SIDE_BY_SIDE = 4;

/**
 * Does the same for each environment, several at one time, and hands over what each says in the order of their names.
 * @param width how many at one time
 * @returns what each came to, in that order; throws what the first of them throws
 */
export async function forEachEnvironment<T>(
  names: readonly string[],
  width: number,
  terminal: Terminal,
  work: (name: string, terminal: Terminal) => Promise<T>,
): Promise<readonly T[]> {
  const inOrder = speakingInOrder(names.map(() => heldTerminal(terminal)));
  const results: T[] = [];
  let begun = 0;
  const worker = async () => {
    for (let name = names[begun]; name !== undefined; name = names[begun]) {
      const index = begun;
      begun += 1;
      results[index] = await work(name, inOrder.terminalOf(index)).finally(() => inOrder.end(index));
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, names.length) }, worker));
  return results;
}

interface InOrder {
  readonly terminalOf: (index: number) => Terminal;
  /** It has said all. */
  readonly end: (index: number) => void;
}

/** Whoever is next speaks at once; the others when all before them have ended. */
function speakingInOrder(all: readonly HeldTerminal[]): InOrder {
  const ended = new Set<number>();
  let next = 0;
  const advance = () => {
    all[next]?.release();
    while (ended.has(next)) {
      next += 1;
      all[next]?.release();
    }
  };
  advance();
  return {
    terminalOf: (index) => {
      const held = all[index];
      if (held === undefined) throw new Error(`There are ${all.length} environments, and none at ${index}.`);
      return held.terminal;
    },
    end: (index) => {
      ended.add(index);
      advance();
    },
  };
}
