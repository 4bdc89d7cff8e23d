import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '../model/configuration.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { createClient } from './client.ts';
import { profileOf } from './profile-of.ts';
import type { Service, ServiceChoice } from './service.ts';
import { stateFolder } from './state-folder.ts';
import type { Terminal } from './terminal.ts';
import { type UndeclaredReferences, undeclaredReferences } from './undeclared-references.ts';
import { UsageError } from './usage-error.ts';

/** The sandbox answers by the RFC, so that only this profile can be tried on it. */
const SANDBOX_PROFILE = 'generic';

/**
 * A sandbox in this process that keeps what it holds in `DIR/.rollcall/sandbox`. It needs no credentials and gets no
 * secret. When it starts for the first time, it gets what the project refers to without declaring it.
 */
export async function openSandboxService(
  configuration: Configuration,
  choice: ServiceChoice,
  terminal: Terminal,
): Promise<Service> {
  const profile = profileOf(configuration.service);
  if (profile.name !== SANDBOX_PROFILE) {
    throw new UsageError(
      `there is no sandbox that behaves like the profile "${profile.name}".`,
      `Try the project with service.profile: ${SANDBOX_PROFILE}.`,
    );
  }
  const environment = configuration.environment === null ? '' : `-${encodeURIComponent(configuration.environment)}`;
  const data = join(await stateFolder(choice.dir, 'sandbox'), `${profile.name}${environment}.jsonl`);
  const seed = existsSync(data) ? undefined : undeclaredReferences(configuration);
  const sandbox = await startSandbox({ data, ...(seed === undefined ? {} : { seed: resources(seed) }) });
  terminal.message(`What the sandbox holds is kept in ${data}.`);
  if (seed !== undefined) tellSeed(seed, terminal);
  return {
    client: createClient(sandbox.url, { kind: 'none' }, profile, choice, terminal),
    profile,
    target: `sandbox:${profile.name}`,
    host: `SANDBOX (${profile.name})`,
    resolveSecret: () => Promise.resolve(`sandbox-${randomUUID()}`),
    close: () => sandbox.close(),
  };
}

function resources({ users, groups }: UndeclaredReferences) {
  return {
    Users: users.map((userName) => ({ userName })),
    Groups: groups.map((displayName) => ({ displayName })),
  };
}

function tellSeed({ users, groups }: UndeclaredReferences, terminal: Terminal): void {
  const seeded = [...users.map((name) => `user:${name}`), ...groups.map((name) => `group:${name}`)];
  if (seeded.length === 0) return;
  terminal.message(`It starts with what the project refers to without declaring it: ${seeded.join(', ')}.`);
}
