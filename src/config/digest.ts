import { createHash } from 'node:crypto';

/** All that a plan is made from, but for the service. */
export interface DigestInput {
  /** Texts, or their bytes, by path relative to the project's folder. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** `--env` */
  readonly environment: string | null;
  /** `--var`, by name. */
  readonly variables: Readonly<Record<string, string>>;
  /** `--target` */
  readonly targets: readonly string[];
}

/**
 * SHA-256 in hex of the sorted files (path and bytes) and the flags.
 * Each part is preceded by its length, so that no two inputs run together to the same bytes.
 */
export function projectDigest({ files, environment, variables, targets }: DigestInput): string {
  const hash = createHash('sha256');
  const add = (part: string | Uint8Array): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
    hash.update(`${bytes.length}:`).update(bytes);
  };
  for (const path of [...files.keys()].sort()) {
    add(path);
    add(files.get(path) ?? '');
  }
  add(
    JSON.stringify([environment, Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1)), [...targets].sort()]),
  );
  return hash.digest('hex');
}
