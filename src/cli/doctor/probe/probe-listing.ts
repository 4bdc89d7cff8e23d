import type { JsonObject } from '../../../model/json.ts';
import type { Profile } from '../../../model/profile.ts';
import { effectiveProfile } from '../../../profiles/effective-profile.ts';
import { override, ProbeEnd, type ProbeRun, reasonOf } from './probe-run.ts';
import { settingsOf } from './probe-spellings.ts';

/** Ways to ask for a page, in the order in which they are tried; what the profile says is tried before all. */
const WAYS: readonly JsonObject[] = [
  { endpoint: { accept: 'application/scim+json' } },
  { read: { pageSize: 25 } },
  { read: { pageSize: 10 } },
  { read: { paging: 'cursor' } },
  { read: { paging: 'none' } },
];

/**
 * Finds a way in which the service lists users and groups at all, and takes it from then on.
 * @throws ProbeEnd where there is none
 */
export async function probeListing(run: ProbeRun): Promise<void> {
  const { found, tell } = run;
  const tried = 'listing users and groups';
  const first = await refusal(found.profile, run);
  if (first === undefined) return tell({ tried, status: 'works', summary: 'as the profile says' });
  for (const way of WAYS) {
    if ((await refusal(effectiveProfile(found.profile, way), run)) !== undefined) continue;
    override(run, way);
    return tell({ tried, status: 'overridden', summary: `${settingsOf(way)}; as the profile says, ${first}` });
  }
  throw new ProbeEnd(first);
}

/** Why the first page of users or of groups cannot be had; undefined where both can. */
async function refusal({ read, ...profile }: Profile, { clientFor }: ProbeRun): Promise<string | undefined> {
  const client = clientFor({ ...profile, read });
  try {
    for (const type of ['User', 'Group'] as const) {
      const [pass] = read.passes[type];
      if (pass === undefined) continue;
      await client.list(type, { ...(pass === null ? {} : { filter: pass }), goOn: () => false });
    }
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}
