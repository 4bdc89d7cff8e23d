/** Something that whoever runs rollcall did not allow, so that nothing was read or sent. Names places, never values. */
export class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';
  readonly hint: string;
  /** One line for each thing that is not allowed. */
  readonly reasons: readonly string[];

  constructor(message: string, hint: string, reasons: readonly string[] = []) {
    super(message);
    this.hint = hint;
    this.reasons = reasons;
  }
}
