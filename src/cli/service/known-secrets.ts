import { redact } from '../../scim/http/redact.ts';

/**
 * Every secret that was resolved so far. Of the whole process, because a secret must be kept out of every stream and file,
 * whoever writes there.
 */
export const knownSecrets: Set<string> = new Set();

/** Keeps a secret out of all outputs, also as URLs spell it: a host in lower case, a path with its blanks encoded. */
export function keepSecret(secret: string): void {
  for (const spelling of [secret, secret.toLowerCase(), encodeURI(secret)]) knownSecrets.add(spelling);
}

/** The text with `***` in the place of each secret. */
export function redactKnown(text: string): string {
  return redact(text, knownSecrets);
}
