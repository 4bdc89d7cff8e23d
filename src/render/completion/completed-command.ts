/** What of a command line can be completed. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly CompletedFlag[];
  /** What the argument may be; files where that is empty. */
  readonly values: readonly string[];
}

export interface CompletedFlag {
  /** Without the dashes. */
  readonly name: string;
  readonly summary: string;
  /** None for a flag alone; any for a value that only the user knows, such as a file. */
  readonly value: 'none' | 'any' | readonly string[];
}
