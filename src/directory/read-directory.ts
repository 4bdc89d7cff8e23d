import type { Directory } from '../model/directory.ts';
import type { Profile } from '../model/profile.ts';
import type { ResourceType } from '../model/resource.ts';
import type { ScimClient } from '../scim/client.ts';

/** How far the reading of one listing has come. */
interface ListProgress {
  readonly read: number;
  readonly total: number;
}

export interface ReadProgress {
  /** Absent until the first page is there. */
  readonly users?: ListProgress;
  readonly groups?: ListProgress;
}

export interface ReadOptions {
  readonly profile: Profile;
  readonly onProgress?: (progress: ReadProgress) => void;
}

/**
 * Reads what the service holds now: all users, all groups and its schemas, at the same time. It costs one request per
 * page and one for the schemas.
 * @throws ServiceError where any part cannot be read whole
 */
export async function readDirectory(client: ScimClient, options: ReadOptions): Promise<Directory> {
  const { pageSize } = options.profile.read;
  let progress: ReadProgress = {};
  const list = (type: ResourceType, name: keyof ReadProgress) =>
    client.list(type, {
      pageSize,
      onPage: (read, total) => {
        progress = { ...progress, [name]: { read, total } };
        options.onProgress?.(progress);
      },
    });
  const [users, groups, schemas] = await Promise.all([
    list('User', 'users'),
    list('Group', 'groups'),
    client.schemas(),
  ]);
  return { users, groups, schemas };
}
