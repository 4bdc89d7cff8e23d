import type { Terminal } from '../terminal/terminal.ts';

/** A terminal that writes when it is told to, so that what several say at one time stays apart. */
export interface HeldTerminal {
  readonly terminal: Terminal;
  /** Writes what was said so far; all that follows is written at once. */
  readonly release: () => void;
}

/** Holds what is said to a terminal; where it is, is shown at once. */
export function heldTerminal(real: Terminal): HeldTerminal {
  const held: (() => void)[] = [];
  let isOpen = false;
  const later = (write: (text: string) => void) => (text: string) => {
    if (isOpen) write(text);
    else held.push(() => write(text));
  };
  return {
    terminal: { ...real, result: later(real.result), message: later(real.message) },
    release: () => {
      isOpen = true;
      for (const write of held.splice(0)) write();
    },
  };
}
