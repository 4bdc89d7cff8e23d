import type { DeclaredResource } from '../../model/configuration.ts';
import { foldCase } from '../../model/resource.ts';
import { hasOwnName } from '../../syntax/resource-name.ts';

/**
 * Entries with keys that tell them apart: where entries share a name, each key has `#` and the id behind it, or the
 * externalId by which an absent entry goes that has no name of its own.
 */
export function withDistinctKeys<T extends DeclaredResource>(entries: readonly T[]): readonly T[] {
  if (entries.every((entry) => markOf(entry) === undefined)) return entries;
  const byKey = Map.groupBy(entries, ({ key }) => foldCase(key));
  if (byKey.size === entries.length) return entries;
  return entries.map((entry) => {
    const isShared = (byKey.get(foldCase(entry.key))?.length ?? 0) > 1;
    const mark = markOf(entry);
    return isShared && mark !== undefined ? { ...entry, key: `${entry.key}#${mark}` } : entry;
  });
}

function markOf(entry: DeclaredResource): string | undefined {
  return entry.id ?? (hasOwnName(entry) ? undefined : `externalId:${entry.name}`);
}
