/** A URL in the configuration that must not or cannot be used. */
export class BaseUrlError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'BaseUrlError';
    this.hint = hint;
  }
}
