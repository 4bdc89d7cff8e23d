import type { Span } from './span.ts';

/** An error stops the command; a warning or a hint is printed and the command goes on. */
export type Severity = 'error' | 'warning' | 'hint';

/** Its keys are the codes. `src/diagnostics/table.ts` declares them, because the model imports nothing. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the table
export interface ListedCodes {}

/**
 * What a user got wrong, as data. `summary` is short and says what; `detail` is full sentences: why, and what to do.
 * `code` is stable and listed in `docs/diagnostics.md`.
 */
export interface Diagnostic {
  readonly code: keyof ListedCodes;
  readonly severity: Severity;
  readonly summary: string;
  readonly detail?: string;
  /** The value that is at fault, where there is one in a file. */
  readonly span?: Span;
}
