/** A secret cannot be had from where its reference points. The message names the place, never the value. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}
