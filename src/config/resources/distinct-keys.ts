import type { DeclaredResource } from '../../model/configuration.ts';
import { foldCase } from '../../model/resource.ts';

/** Entries with keys that tell them apart: where entries with `$id` share a name, each key has `#` and the id behind it. */
export function withDistinctKeys<T extends DeclaredResource>(entries: readonly T[]): readonly T[] {
  if (!entries.some(({ id }) => id !== undefined)) return entries;
  const byKey = Map.groupBy(entries, ({ key }) => foldCase(key));
  if (byKey.size === entries.length) return entries;
  return entries.map((entry) => {
    const isShared = (byKey.get(foldCase(entry.key))?.length ?? 0) > 1;
    return isShared && entry.id !== undefined ? { ...entry, key: `${entry.key}#${entry.id}` } : entry;
  });
}
