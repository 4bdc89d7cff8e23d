import type { JournalEntry } from '../model/history/journal-entry.ts';

/** Keeps what an apply does, so that it can be followed after any end. */
export interface Journal {
  /** Ends when the entry is sure to survive this process. Throws JournalError where that cannot be. */
  append(entry: JournalEntry): Promise<void>;
}

/** For those who need none. */
export const NO_JOURNAL: Journal = { append: () => Promise.resolve() };

/** The journal cannot be written. Nothing is sent without a trace, so that nothing more is sent. */
export class JournalError extends Error {
  readonly hint: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(`The journal cannot be written: ${reason}`, options);
    this.name = 'JournalError';
    this.hint = 'Make room or give the right to write below .rollcall, then run again.';
  }
}
