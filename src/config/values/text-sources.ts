import { readFileSync, statSync } from 'node:fs';
import { posix, resolve } from 'node:path';

/** Where `${env:}`, `${var:}` and `${file:}` get their texts. */
export interface TextSources {
  env(name: string): string | undefined;
  readonly variables: ReadonlyMap<string, string>;
  /** Reads a file by its path relative to the file that names it; a line break at its end is dropped. */
  readFile(from: string, path: string): { readonly text: string } | { readonly reason: string };
}

const MAX_BYTES = 1_000_000;

/** The path of a named file, relative to the project's folder. */
export function pathFrom(file: string, path: string): string {
  return posix.isAbsolute(path) ? path : posix.join(posix.dirname(file), path);
}

/** Sources for a project's folder. `used` collects the files that were read, by path, because the digest covers them. */
export function textSources(
  dir: string,
  variables: ReadonlyMap<string, string>,
  used: Map<string, string>,
): TextSources {
  return {
    env: environmentVariable,
    variables,
    readFile(from, path) {
      const name = pathFrom(from, path);
      const known = used.get(name);
      if (known !== undefined) return { text: withoutLineEnd(known) };
      const read = readSmall(resolve(dir, name));
      if ('text' in read) used.set(name, read.text);
      return 'text' in read ? { text: withoutLineEnd(read.text) } : read;
    },
  };
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}

function readSmall(path: string): { readonly text: string } | { readonly reason: string } {
  try {
    if (statSync(path).size > MAX_BYTES) return { reason: 'it is larger than 1 MB' };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** The text of an environment variable; names such as `toString`, which every object has, are no variables. */
export function environmentVariable(name: string): string | undefined {
  return Object.hasOwn(process.env, name) ? process.env[name] : undefined;
}

/** Why a file could not be read, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'you may not read it';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'it is not UTF-8';
  return typeof code === 'string' ? `the system says ${code}` : 'it cannot be read';
}
