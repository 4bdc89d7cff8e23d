/** A text that is no SCIM filter or path. */
export class FilterSyntaxError extends Error {
  override readonly name = 'FilterSyntaxError';
  /** Where the text goes wrong, in UTF-16 units from 0. */
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}
