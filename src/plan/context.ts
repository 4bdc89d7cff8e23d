import type { DescribedSchema } from '../model/attribute.ts';
import type { AttributeTable } from '../model/attribute-table.ts';
import { isJsonObject, stringAt } from '../model/json.ts';
import type { Profile } from '../model/profile.ts';
import type { ResourceType, ScimResource } from '../model/resource.ts';
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
  /** Where a resource says that it is, by its `meta.location` (RFC 7643 section 3.1); undefined where it does not say. */
  readonly locationOf: (type: ResourceType, id: string) => string | undefined;
}

/**
 * Gathers what the planner looks up.
 * @param schemas the service's `/Schemas`, which the profile's own word overrules
 * @param held what the service holds, by id; without it nothing is known of it
 */
export function planContext(
  profile: Profile,
  schemas: readonly DescribedSchema[],
  baseUrl: string,
  phoneRegion: string | undefined,
  held: (type: ResourceType, id: string) => ScimResource | undefined = () => undefined,
): Context {
  return {
    profile,
    tables: attributeTables(schemas, profile.schemas),
    owned: new Map(Object.entries(profile.ownedElements).map(([path, filter]) => [path, parseFilter(filter)])),
    baseUrl,
    phoneRegion,
    locationOf: (type, id) => {
      const meta = held(type, id)?.['meta'];
      return isJsonObject(meta) ? stringAt(meta, 'location') : undefined;
    },
  };
}
