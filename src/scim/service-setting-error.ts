/** A setting of the service, or of the way to it, that cannot or must not be used. */
export class ServiceSettingError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'ServiceSettingError';
    this.hint = hint;
  }
}
