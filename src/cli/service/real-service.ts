import { judgeHost } from '../../config/doors/judge-uses.ts';
import { isInCi, readTrust, type Trust } from '../../config/doors/trust.ts';
import { resolveSecret as readSecret } from '../../config/values/resolve-secret.ts';
import type { Authentication, Configuration } from '../../model/configuration.ts';
import type { Profile } from '../../model/profile.ts';
import { isSecretReference, type SecretReference } from '../../model/special-value.ts';
import type { Credentials } from '../../scim/auth/auth.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { createClient } from './connect-client.ts';
import { keepSecret } from './known-secrets.ts';
import { profileOf } from './profile-of.ts';
import { refuseUnlessAllowed } from './refuse-unless-allowed.ts';
import { type Endpoint, type Resolve, resolveEndpoint } from './resolve-endpoint.ts';
import type { Service, ServiceChoice } from './service.ts';

/**
 * The service that the project configures. Throws NotAllowedError, UsageError, SecretError and ServiceSettingError before
 * anything is sent.
 */
export async function openRealService(
  configuration: Configuration,
  choice: ServiceChoice,
  terminal: Terminal,
): Promise<Service> {
  const { service } = configuration;
  const profile = profileOf(service);
  const trust = readTrust(process.env);
  if (isInCi(process.env)) refuseUnlessAllowed(configuration, trust);
  const resolve = resolver(choice.dir, trust);
  const endpoint = await resolveEndpoint(configuration, trust, resolve);
  const credentials = await resolveCredentials(service.auth, endpoint, resolve);
  const access = { credentials, admit: (url: URL) => judgeHost(url, trust, endpoint.isHidden) };
  const baseUrl = endpoint.baseUrl.href.replace(/\/+$/, '');
  const clientFor = (other: Profile) => createClient(baseUrl, access, other, choice, terminal);
  return {
    client: clientFor(profile),
    clientFor,
    profile,
    target: service.baseUrl ?? baseUrl,
    host: endpoint.isHidden ? profile.title : endpoint.baseUrl.host,
    ...(credentials.kind === 'basic' ? { userName: credentials.username } : {}),
    resolveSecret: resolve,
    close: () => Promise.resolve(),
  };
}

/** Each secret is kept out of every output from the moment that it is known. */
function resolver(dir: string, trust: Trust): Resolve {
  return async (reference) => {
    const secret = await readSecret(reference, dir, trust);
    keepSecret(secret);
    return secret;
  };
}

async function resolveCredentials(
  auth: Authentication,
  { tokenUrl }: Endpoint,
  resolve: Resolve,
): Promise<Credentials> {
  const text = async (value: string | SecretReference) => (isSecretReference(value) ? resolve(value) : value);
  switch (auth.kind) {
    case 'none':
      return auth;
    case 'token':
      return { kind: 'token', token: await resolve(auth.token) };
    case 'basic':
      return { kind: 'basic', username: await text(auth.username), password: await resolve(auth.password) };
    case 'clientCredentials':
      return {
        kind: 'clientCredentials',
        clientId: await text(auth.clientId),
        clientSecret: await resolve(auth.clientSecret),
        tokenUrl: tokenUrl?.href ?? '',
        ...(auth.scope === undefined ? {} : { scope: await text(auth.scope) }),
      };
    default:
      return auth satisfies never;
  }
}
