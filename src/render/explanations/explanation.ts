import type { Diagnostic } from '../../model/diagnostic.ts';

/** What there is to know of a code besides the message that carries it. Texts are Markdown in one paragraph. */
export interface Explanation {
  readonly code: Diagnostic['code'];
  /** The summaries under which the code is reported; it ends with the severity where that is not an error. */
  readonly title: string;
  readonly cause: string;
  readonly cure: string;
}

/** Explanations that belong together, in the order of their codes. */
export interface Section {
  readonly title: string;
  readonly explanations: readonly Explanation[];
}
