import type { DescribedSchema } from '../model/attribute.ts';
import type { AttributeTable } from '../model/attribute-table.ts';
import type { Profile } from '../model/profile.ts';
import type { ResourceType } from '../model/resource.ts';
import type { Filter } from '../syntax/filter/filter.ts';
import { parseFilter } from '../syntax/filter/parse-filter.ts';
import { attributeTables } from './attributes/attribute-tables.ts';

/** What every part of the planner may look up: how the service speaks and what it says of its attributes. */
export interface Context {
  readonly profile: Profile;
  readonly tables: Readonly<Record<ResourceType, AttributeTable>>;
  /** Filters of the elements that belong to the service, by attribute. */
  readonly owned: ReadonlyMap<string, Filter>;
  /** Base URL of the service, against which relative references are resolved. */
  readonly baseUrl: string;
  /** Country of phone numbers without a country code. */
  readonly phoneRegion: string | undefined;
}

/**
 * Gathers what the planner looks up.
 * @param schemas the service's `/Schemas`, which the profile's own word overrules
 */
export function planContext(
  profile: Profile,
  schemas: readonly DescribedSchema[],
  baseUrl: string,
  phoneRegion: string | undefined,
): Context {
  return {
    profile,
    tables: attributeTables(schemas, profile.schemas),
    owned: new Map(Object.entries(profile.ownedElements).map(([path, filter]) => [path, parseFilter(filter)])),
    baseUrl,
    phoneRegion,
  };
}
