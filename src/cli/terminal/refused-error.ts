/** rollcall could do what it was asked to, but must not: the plan does not fit what is there. */
export class RefusedError extends Error {
  readonly hint: string;
  /** One line for each thing that speaks against it. */
  readonly reasons: readonly string[];

  constructor(message: string, hint: string, reasons: readonly string[] = []) {
    super(message);
    this.name = 'RefusedError';
    this.hint = hint;
    this.reasons = reasons;
  }
}
