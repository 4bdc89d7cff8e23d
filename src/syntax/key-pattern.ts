import type { DeclaredResource } from '../model/configuration.ts';
import { foldCase, resourceKey, type ScimResource } from '../model/resource.ts';
import { resourceName } from './resource-name.ts';

/** A case-insensitive pattern on keys, as `--target` and `guards.protect` take them: `*` is any text, `?` any character. */
export function globOf(pattern: string): RegExp {
  const source = foldCase(pattern)
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's');
}

/** The folded keys by which a pattern may mean a resource: its declared, former and current name. */
export function keysOf({
  declared,
  current,
}: {
  readonly declared: DeclaredResource;
  readonly current?: ScimResource;
}): readonly string[] {
  const name = current && resourceName(declared.type, current);
  const names = [declared.name, ...declared.previously, ...(name === undefined ? [] : [name])];
  return names.map((one) => foldCase(resourceKey(declared.type, one)));
}
