/** A place in a file; lines and columns count from 1, columns in UTF-16 units, `end` is exclusive. */
export interface Span {
  /** Path relative to the project's folder, with `/` between its parts. */
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** The line that asks for something; what a plan shows beside a change. */
export interface Source {
  readonly file: string;
  readonly line: number;
}

/** A value inside a file by its path from the root, as written there: `['users', 3, 'emails', 0, 'value']`. */
export interface Pointer {
  readonly file: string;
  readonly path: readonly (string | number)[];
}
