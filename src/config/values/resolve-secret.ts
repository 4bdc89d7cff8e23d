import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SecretReference } from '../../model/special-value.ts';
import { SecretError } from './secret-error.ts';
import { environmentVariable, reasonOf } from './text-sources.ts';

/** Anything shorter is an accident, or soon guessed. */
const MIN_LENGTH = 8;
const CONTROL = /\p{Cc}/u;

/**
 * Fetches a secret from its environment variable or file at the moment it is used.
 * @param dir the project's folder, to which file paths are relative
 * @throws {SecretError} where it is missing, too short or no single line of text
 */
export async function resolveSecret({ $secret }: SecretReference, dir: string): Promise<string> {
  const colon = $secret.indexOf(':');
  const place = $secret.slice(colon + 1);
  const fromFile = $secret.startsWith('file:');
  const where = fromFile ? `The file ${place}` : `The environment variable ${place}`;
  const secret = fromFile ? await fileText(place, dir) : environmentText(place);
  if (secret.length < MIN_LENGTH) {
    throw new SecretError(`${where} holds fewer than ${MIN_LENGTH} characters, which is too short for a secret.`);
  }
  if (CONTROL.test(secret))
    throw new SecretError(`${where} holds line breaks or control characters, which no secret has.`);
  return secret;
}

function environmentText(name: string): string {
  const text = environmentVariable(name);
  if (text === undefined)
    throw new SecretError(`The environment variable ${name} is not set. It holds a secret; set it.`);
  return text;
}

/** The text of a file without the line break that editors put at its end. */
async function fileText(path: string, dir: string): Promise<string> {
  try {
    const bytes = await readFile(resolve(dir, path));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch (error) {
    throw new SecretError(`The file ${path}, which holds a secret, cannot be read: ${reasonOf(error)}.`);
  }
}
