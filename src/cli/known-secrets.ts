import { redact } from '../scim/redact.ts';

/** Of the whole process, because a secret must be kept out of every stream and file, whoever writes there. */
const SECRETS = new Set<string>();

/** Every secret that was resolved so far. */
export const knownSecrets: Iterable<string> = SECRETS;

/** Notes a secret, which nothing shows from now on, also where a service repeats it. */
export function rememberSecret(secret: string): void {
  SECRETS.add(secret);
}

/** The text with `***` in the place of each secret. */
export function redactKnown(text: string): string {
  return redact(text, SECRETS);
}
