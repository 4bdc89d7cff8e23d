import type { AttributeTable } from '../model/attribute-table.ts';
import type { Profile } from '../model/profile.ts';
import type { ResourceType } from '../model/resource.ts';

/** What every part of the planner may look up: how the service speaks and what it says of its attributes. */
export interface Context {
  readonly profile: Profile;
  readonly tables: Readonly<Record<ResourceType, AttributeTable>>;
  /** Base URL of the service, against which relative references are resolved. */
  readonly baseUrl: string;
  /** Country of phone numbers without a country code. */
  readonly phoneRegion: string | undefined;
}
