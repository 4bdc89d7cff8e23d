import type { SecretReference } from '../../model/special-value.ts';
import { NotAllowedError } from '../doors/not-allowed-error.ts';
import { openInside } from '../doors/open-inside.ts';
import type { Trust } from '../doors/trust.ts';
import { workingTree } from '../doors/working-tree.ts';
import { SecretError } from './secret-error.ts';

/** Anything shorter is an accident, or soon guessed. */
const MIN_LENGTH = 8;
const MAX_BYTES = 1_048_576;
const CONTROL = /\p{Cc}/u;

/**
 * Fetches a secret from its environment variable or file at the moment it is used; nothing else does. Whether it may be used
 * was judged before.
 * @param dir the project's folder, to which file paths are relative
 * @throws {SecretError} where it is missing, too short or no single line of text
 * @throws {NotAllowedError} where it lies in a file that may not be read
 */
export async function resolveSecret({ $secret }: SecretReference, dir: string, trust: Trust): Promise<string> {
  const colon = $secret.indexOf(':');
  const place = $secret.slice(colon + 1);
  const fromFile = $secret.startsWith('file:');
  const where = fromFile ? `The file ${place}` : `The environment variable ${place}`;
  const secret = fromFile ? await fileText(place, dir, trust) : environmentText(place);
  if (secret === '') throw new SecretError(`${where} is empty: the secret is missing.`);
  if (secret.length < MIN_LENGTH) {
    throw new SecretError(`${where} holds fewer than ${MIN_LENGTH} characters, which is too short for a secret.`);
  }
  if (CONTROL.test(secret))
    throw new SecretError(`${where} holds line breaks or control characters, which no secret has.`);
  return secret;
}

/** Names such as `toString`, which every object has, are no variables. */
function environmentText(name: string): string {
  const text = Object.hasOwn(process.env, name) ? process.env[name] : undefined;
  if (text === undefined)
    throw new SecretError(`The environment variable ${name} is not set. It holds a secret; set it.`);
  return text;
}

/** The text of a file without the line break that editors put at its end. */
async function fileText(path: string, dir: string, { files }: Trust): Promise<string> {
  const opened = await openInside(path, workingTree(dir), { maxBytes: MAX_BYTES, besides: files });
  if (opened.kind === 'forbidden') throw forbidden(path, opened.reason);
  if (opened.kind === 'read') return decoded(path, opened.bytes);
  throw unreadable(path, opened.kind === 'tooLarge' ? 'it is larger than 1 MiB' : opened.reason);
}

function decoded(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch {
    throw unreadable(path, 'it is not UTF-8');
  }
}

function unreadable(path: string, reason: string): SecretError {
  return new SecretError(`The file ${path}, which holds a secret, cannot be read: ${reason}.`);
}

function forbidden(path: string, reason: string): NotAllowedError {
  return new NotAllowedError(
    `the file ${path} may not be read: ${reason}.`,
    'Files with secrets lie in the working tree, under names without a dot in front, or in a folder that ' +
      'ROLLCALL_ALLOW_FILES names, which is set outside of the project.',
  );
}
