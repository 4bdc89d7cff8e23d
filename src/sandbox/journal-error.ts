/** A data file that cannot be used: it is damaged, of another format, or in use by another process. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}
