import { resolveSecret as readSecret } from '../../config/values/resolve-secret.ts';
import type { Authentication, Configuration } from '../../model/configuration.ts';
import type { Profile } from '../../model/profile.ts';
import type { SecretReference } from '../../model/special-value.ts';
import type { Credentials } from '../../scim/auth/auth.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { createClient } from './connect-client.ts';
import { knownSecrets } from './known-secrets.ts';
import { profileOf } from './profile-of.ts';
import type { Service, ServiceChoice } from './service.ts';

/** The service that the project configures. Throws UsageError, SecretError and ServiceSettingError before anything is sent. */
export async function openRealService(
  { service }: Configuration,
  choice: ServiceChoice,
  terminal: Terminal,
): Promise<Service> {
  const profile = profileOf(service);
  const { baseUrl } = service;
  if (baseUrl === undefined) throw new Error('A project without a base URL is refused when it is opened.');
  const credentials = await resolveCredentials(service.auth, choice.dir);
  const clientFor = (other: Profile) => createClient(baseUrl, credentials, other, choice, terminal);
  return {
    client: clientFor(profile),
    clientFor,
    profile,
    target: baseUrl,
    host: new URL(baseUrl).host,
    resolveSecret: (reference) => resolveSecret(reference, choice.dir),
    close: () => Promise.resolve(),
  };
}

/** Throws SecretError. */
async function resolveSecret(reference: SecretReference, dir: string): Promise<string> {
  const secret = await readSecret(reference, dir);
  knownSecrets.add(secret);
  return secret;
}

async function resolveCredentials(auth: Authentication, dir: string): Promise<Credentials> {
  switch (auth.kind) {
    case 'none':
      return auth;
    case 'token':
      return { kind: 'token', token: await resolveSecret(auth.token, dir) };
    case 'basic':
      return { kind: 'basic', username: auth.username, password: await resolveSecret(auth.password, dir) };
    case 'clientCredentials':
      return clientCredentials(auth, await resolveSecret(auth.clientSecret, dir));
    default:
      return auth satisfies never;
  }
}

function clientCredentials(
  { clientId, tokenUrl, scope }: Extract<Authentication, { kind: 'clientCredentials' }>,
  clientSecret: string,
): Credentials {
  if (tokenUrl === undefined) {
    throw new UsageError(
      'the project does not say where to get a token with its client credentials.',
      'Set service.auth.tokenUrl in rollcall.yaml.',
    );
  }
  return { kind: 'clientCredentials', clientId, clientSecret, tokenUrl, ...(scope === undefined ? {} : { scope }) };
}
