/** A data file that cannot be used: it is damaged, of another format, or in use by another process. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';
  /** What to do. */
  readonly hint: string;

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}
