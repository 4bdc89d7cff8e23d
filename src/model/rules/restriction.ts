import type { JsonObject } from '../json.ts';
import type { ResourceType } from '../resource.ts';
import type { Pointer } from '../span.ts';

/** What one entry of `restrictions` lets a file declare and refer to. */
export interface Restriction {
  /** SCIM filters, as written; where there is none, all of the type are meant. */
  readonly filters: Readonly<Partial<Record<ResourceType, string>>>;
  readonly pointer: Pointer;
}

/** What the files of a project may declare. */
export interface Restrictions {
  /** What judges a file, by its path: of each list the first entry that takes it. All must hold. */
  readonly byFile: ReadonlyMap<string, readonly Restriction[]>;
  /** What the project file gives everybody is not judged. */
  readonly defaults: Readonly<Record<ResourceType, JsonObject>>;
}

/** The filters over one type by which any file is judged; none where there are no restrictions. */
export function restrictedFilters(type: ResourceType, restrictions: Restrictions | undefined): readonly string[] {
  const all = [...(restrictions?.byFile.values() ?? [])].flat();
  return [...new Set(all.flatMap(({ filters }) => filters[type] ?? []))];
}
