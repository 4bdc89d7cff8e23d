import type { Profile } from '../../src/model/profile.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { startSandbox } from '../../src/sandbox/http/start-sandbox.ts';
import { startScimmy } from '../support/scimmy-server.ts';
import { type StormReport, type StormyService, type StormyWorld, stormyWorld } from './storm.ts';

type Work = (service: StormyService, world: StormyWorld) => Promise<StormReport>;

/** Starts SCIMMY with the world of a seed, does the work and stops it. */
export async function inScimmy(seed: number, size: number, work: Work): Promise<StormReport> {
  const world = stormyWorld(seed, size);
  const server = await startScimmy(world.before);
  try {
    const raw = async () => ({ users: [...server.users.values()], groups: [...server.groups.values()] });
    return await work({ url: server.url, profile: GENERIC, raw }, world);
  } finally {
    await server.close();
  }
}

/** The sandbox honours If-Match, SCIMMY does not. */
const WITH_VERSIONS: Profile = { ...GENERIC, etag: 'ifMatch' };

/** Starts a sandbox with the world of a seed, does the work and stops it. */
export async function inSandbox(seed: number, size: number, work: Work): Promise<StormReport> {
  const world = stormyWorld(seed, size);
  const sandbox = await startSandbox({ seed: { Users: world.before.users, Groups: world.before.groups } });
  const list = async (path: string): Promise<readonly ScimResource[]> => {
    const response = await fetch(`${sandbox.url}${path}?count=1000`);
    const { Resources = [] } = (await response.json()) as { Resources?: readonly ScimResource[] };
    return Resources;
  };
  try {
    return await work(
      {
        url: sandbox.url,
        profile: WITH_VERSIONS,
        raw: async () => ({ users: await list('/Users'), groups: await list('/Groups') }),
      },
      world,
    );
  } finally {
    await sandbox.close();
  }
}
