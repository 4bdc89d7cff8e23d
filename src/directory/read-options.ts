import type { Configuration } from '../model/configuration.ts';
import type { Profile } from '../model/profile.ts';
import type { ManagedNames } from './asking/requested-attributes.ts';
import type { ListProgress } from './reader.ts';

export interface ReadProgress {
  /** Absent until the first page is there. */
  readonly users?: ListProgress;
  readonly groups?: ListProgress;
}

export interface ReadOptions {
  readonly profile: Profile;
  /** What will be planned; without it everything is read, and nothing is looked up. */
  readonly configuration?: Configuration;
  /** The attributes that matter (`managedAttributes`); without it all do. */
  readonly managed?: ManagedNames;
  /** The moment of the plan, from which on whoever has expired is not created; default the clock. */
  readonly now?: Date;
  /** Default 20,000. */
  readonly maxRequests?: number;
  readonly onProgress?: (progress: ReadProgress) => void;
}
