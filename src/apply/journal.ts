import type { JournalEntry } from '../model/history/journal-entry.ts';

/** Keeps what an apply does, so that it can be followed after any end. */
export interface Journal {
  /** Ends when the entry is sure to survive this process. Throws JournalError where that cannot be. */
  append(entry: JournalEntry): Promise<void>;
}

/** For those who need none. */
export const NO_JOURNAL: Journal = { append: () => Promise.resolve() };
