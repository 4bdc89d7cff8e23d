/** The journal cannot be written. Nothing is sent without a trace, so that nothing more is sent. */
export class JournalError extends Error {
  readonly hint: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(`The journal cannot be written: ${reason}`, options);
    this.name = 'JournalError';
    this.hint = 'Make room or give the right to write below .rollcall, then run again.';
  }
}
