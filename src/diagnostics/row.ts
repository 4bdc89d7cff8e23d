import type { Severity } from '../model/diagnostic.ts';

/** What is known of a code before it is reported. Cause and cure are Markdown, each in one paragraph. */
export interface Row {
  /** The severity of a policy takes the place of this one. */
  readonly severity: Severity;
  /** What is wrong, short; carries nothing from the files. Words between which a report chooses stand as `{short|long}`. */
  readonly title: string;
  readonly cause: string;
  readonly cure: string;
}
