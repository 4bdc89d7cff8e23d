import { managedAttributes } from '../../src/directory/asking/requested-attributes.ts';
import { type ReadDirectory, type ReadOptions, readDirectory } from '../../src/directory/read-directory.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { Profile } from '../../src/model/profile.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { testClient } from './http-client.ts';

/** The portable profile with small pages and whatever else a test says of reading. */
export function readingProfile(read: Partial<Profile['read']>, base: Profile = GENERIC): Profile {
  return { ...base, read: { ...base.read, pageSize: 10, ...read } };
}

/** Reads as `rollcall plan` does. */
export function readFor(
  configuration: Configuration,
  url: string,
  profile: Profile,
  options: Partial<ReadOptions> = {},
): Promise<ReadDirectory> {
  const managed = managedAttributes(configuration);
  return readDirectory(testClient(url, { profile }), { profile, configuration, managed, ...options });
}
