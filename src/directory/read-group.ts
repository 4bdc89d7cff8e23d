import type { ScimResource } from '../model/resource.ts';
import type { Reader } from './reader.ts';

/** Reads one group that is known to be there, with its members. */
export async function readGroup(id: string, { client, asking, signal }: Reader): Promise<ScimResource> {
  const { attributes } = asking.Group;
  const query = { signal, ...(attributes === undefined ? {} : { attributes }) };
  const { resource } = await client.get('Group', id, query);
  // Only a conditional read may have no resource, and this is none.
  return resource ?? { id };
}
