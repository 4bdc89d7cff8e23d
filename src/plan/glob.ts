import { foldCase, resourceKey } from '../model/resource.ts';
import { resourceName } from '../syntax/resource-name.ts';
import type { Match } from './match.ts';

/** A case-insensitive pattern on keys, as `--target` and `guards.protect` take them: `*` is any text, `?` any character. */
export function globOf(pattern: string): RegExp {
  const source = foldCase(pattern)
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's');
}

/** The folded keys by which a pattern may mean a resource: its declared, former and current name. */
export function keysOf({ declared, current }: Pick<Match, 'declared' | 'current'>): readonly string[] {
  const name = current && resourceName(declared.type, current);
  const names = [declared.name, ...declared.previously, ...(name === undefined ? [] : [name])];
  return names.map((one) => foldCase(resourceKey(declared.type, one)));
}
