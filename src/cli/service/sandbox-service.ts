import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '../../model/configuration.ts';
import type { Profile } from '../../model/profile.ts';
import { openSandbox } from '../../sandbox/http/open-sandbox.ts';
import { stateFolder } from '../files/state-folder.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type ClientAccess, createClient } from './connect-client.ts';
import { profileOf } from './profile-of.ts';
import { sandboxRules } from './sandbox-rules.ts';
import { type SandboxSeed, sandboxSeed } from './sandbox-seed.ts';
import type { Service, ServiceChoice } from './service.ts';

/** Where nothing listens: requests stay in this process. */
const ORIGIN = 'http://localhost';
const NOTHING: SandboxSeed = { seed: {}, lines: [] };

/**
 * A sandbox of the project's profile in this process that keeps what it holds in `DIR/.rollcall/sandbox`. It needs no
 * credentials and gets no secret. When it starts for the first time, it gets what the project takes to be there.
 */
export async function openSandboxService(
  configuration: Configuration,
  choice: ServiceChoice,
  terminal: Terminal,
): Promise<Service> {
  const profile = profileOf(configuration.service);
  const rules = sandboxRules(profile.name, [], terminal);
  const environment = configuration.environment === null ? '' : `-${encodeURIComponent(configuration.environment)}`;
  const data = join(await stateFolder(choice.dir, 'sandbox'), `${profile.name}${environment}.jsonl`);
  const { seed, lines } = existsSync(data) ? NOTHING : sandboxSeed(configuration, rules);
  const sandbox = await openSandbox({ rules, data, seed });
  terminal.message(`What the sandbox holds is kept in ${data}.`);
  for (const line of lines) terminal.message(line);
  const url = `${ORIGIN}${sandbox.basePath}`;
  const access: ClientAccess = { credentials: { kind: 'none' }, answer: sandbox.answer };
  // Nobody has to be spared here.
  const unpaced = (other: Profile) => ({ ...other, requestsPerMinute: null });
  const clientFor = (other: Profile) => createClient(url, access, unpaced(other), choice, terminal);
  return {
    client: clientFor(profile),
    clientFor,
    profile,
    target: `sandbox:${profile.name}`,
    host: `SANDBOX (${profile.name})`,
    resolveSecret: () => Promise.resolve(`sandbox-${randomUUID()}`),
    close: () => sandbox.close(),
  };
}
