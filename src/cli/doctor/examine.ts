import { SecretError } from '../../config/values/secret-error.ts';
import type { Check, Health } from '../../model/health/health.ts';
import type { JsonObject } from '../../model/json.ts';
import { ServiceError } from '../../scim/answers/service-error.ts';
import { ServiceSettingError } from '../../scim/service-setting-error.ts';
import type { ValidProject } from '../open-project.ts';
import { withService } from '../service/open-service.ts';
import { profileOf } from '../service/profile-of.ts';
import type { Service, ServiceChoice } from '../service/service.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { capabilities, limits } from './capabilities.ts';
import { clockCheck, type Observed, observe, rateCheck } from './observe.ts';
import { readSome, readSomeGroups } from './read-some.ts';
import { tlsCheck } from './tls-check.ts';
import { tokenCheck } from './token-check.ts';

/** Examines the way to a service, and what can be done there. It reads, and writes nothing. */
export async function examine(project: ValidProject, choice: ServiceChoice, terminal: Terminal): Promise<Health> {
  const { service, environment } = project.configuration;
  const profile = profileOf(service);
  const { observed, observer } = observe(Date.now);
  const found = await examined('settings', () =>
    withService(project, { ...choice, observer }, terminal, (opened) => look(project, opened, observed, terminal)),
  );
  const { checks, config, schemas } = 'checks' in found ? found : { checks: [found], config: undefined, schemas: 0 };
  return {
    target: choice.sandbox ? `sandbox:${profile.name}` : (service.baseUrl ?? ''),
    profile: profile.name,
    environment,
    title: profile.title,
    evidence: profile.evidence,
    healthy: checks.every(({ status }) => status !== 'failed'),
    checks,
    capabilities: capabilities({ profile, overrides: service.dialect, serviceProviderConfig: config, schemas }),
    limits: limits(profile),
  };
}

interface Look {
  readonly checks: readonly Check[];
  readonly config: JsonObject | undefined;
  readonly schemas: number;
}

async function look(project: ValidProject, service: Service, observed: Observed, terminal: Terminal): Promise<Look> {
  const { client, profile, host } = service;
  terminal.status(`Examining ${host} …`);
  const tls = await tlsCheck(client.baseUrl, Date.now(), process.env);
  if (tls.status === 'failed') return { checks: [tls], config: undefined, schemas: 0 };
  // At the same time, because each may be tried several times.
  const [discovered, ...reads] = await Promise.all([
    examined('discovery', () => discover(service)),
    examined('users', () => readSome('User', service)),
    examined('groups', () => readSomeGroups(project, service)),
  ]);
  const accepted = reads.some(({ status }) => status === 'ok');
  const token = accepted ? [tokenCheck(await tokenFacts(project, service, observed), Date.now())] : [];
  const discovery = 'check' in discovered ? discovered.check : discovered;
  return {
    checks: [tls, ...token, discovery, ...reads, clockCheck(observed), rateCheck(observed, profile.requestsPerMinute)],
    config: 'check' in discovered ? discovered.config : undefined,
    schemas: 'check' in discovered ? discovered.schemas : 0,
  };
}

/** What an examination finds, or the failed check that it comes to where the world is at fault. */
async function examined<T>(name: string, work: () => Promise<T>): Promise<T | Check> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SecretError) return { name, status: 'failed', summary: error.message };
    const isKnown = [ServiceError, ServiceSettingError, UsageError].some((kind) => error instanceof kind);
    if (!isKnown || !(error instanceof Error)) throw error;
    const hint = 'hint' in error && typeof error.hint === 'string' ? { hint: error.hint } : {};
    return { name, status: 'failed', summary: error.message, ...hint };
  }
}

interface Discovered {
  readonly check: Check;
  readonly config: JsonObject | undefined;
  readonly schemas: number;
}

async function discover({ client }: Service): Promise<Discovered> {
  const config = await client.serviceProviderConfig();
  const schemas = await client.schemas();
  const types = await client.resourceTypes();
  const parts = [
    config === undefined ? 'no ServiceProviderConfig' : 'ServiceProviderConfig',
    `${schemas.length} schemas`,
    `${types.length} resource types`,
  ];
  return { check: { name: 'discovery', status: 'ok', summary: parts.join(', ') }, config, schemas: schemas.length };
}

async function tokenFacts({ configuration }: ValidProject, service: Service, { lifetime }: Observed) {
  const { auth } = configuration.service;
  // A sandbox asks for none.
  const kind = service.target.startsWith('sandbox:') ? 'none' : auth.kind;
  const token = kind === 'token' && auth.kind === 'token' ? { token: await service.resolveSecret(auth.token) } : {};
  return { kind, ...token, ...(lifetime === undefined ? {} : { lifetime }) };
}
