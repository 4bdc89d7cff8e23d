import { judgeHost, judgeNames, judgeUses, type Use } from '../../config/doors/judge-uses.ts';
import { isSameService } from '../../config/doors/same-service.ts';
import type { Trust } from '../../config/doors/trust.ts';
import { fillUrl, hidesHost, secretsIn, spellingsIn } from '../../config/doors/url-secrets.ts';
import type { Authentication, Configuration } from '../../model/configuration.ts';
import { isSecretReference, type SecretReference } from '../../model/special-value.ts';
import { parseServiceUrl } from '../../scim/http/service-url.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { keepSecret } from './known-secrets.ts';
import { sentPasswords } from './sent-passwords.ts';

/** Where a service is, and all that is needed to speak to it but the credentials. */
export interface Endpoint {
  readonly baseUrl: URL;
  readonly tokenUrl: URL | undefined;
  /** Whether a secret is a part of the base URL's host. */
  readonly isHidden: boolean;
}

export type Resolve = (reference: SecretReference) => Promise<string>;

/**
 * Finds where the service is, and refuses what is not allowed, before any credential is read: first by name, then the hosts,
 * then where each secret would go, passwords included that only apply would read.
 * @throws NotAllowedError, SecretError, ServiceSettingError and UsageError
 */
export async function resolveEndpoint(
  { service, users, groups }: Configuration,
  trust: Trust,
  resolve: Resolve,
): Promise<Endpoint> {
  const { auth, baseUrl: template } = service;
  if (template === undefined) throw new Error('A project without a base URL is refused when it is opened.');
  const credentials = credentialsOf(auth);
  const passwords = sentPasswords([...users, ...groups]);
  const tokenTemplate = tokenTemplateOf(auth);
  const inBase = secretsIn(template);
  const inToken = tokenTemplate === undefined ? [] : secretsIn(tokenTemplate);
  judgeNames([...inBase, ...inToken, ...credentials, ...passwords], trust);
  const baseUrl = await urlOf(template, 'service.baseUrl', resolve);
  const tokenUrl = tokenTemplate === undefined ? undefined : await urlOf(tokenTemplate, 'The token URL', resolve);
  const isHidden = hidesHost(template);
  judgeHost(baseUrl, trust, isHidden);
  if (tokenUrl !== undefined && tokenTemplate !== undefined) judgeHost(tokenUrl, trust, hidesHost(tokenTemplate));
  const goesTo = tokenUrl === undefined ? [baseUrl] : whereTokensGo(service.profile, tokenUrl, baseUrl);
  judgeUses(
    [
      ...uses([...inBase, ...passwords], [baseUrl]),
      ...uses(inToken, tokenUrl === undefined ? [] : [tokenUrl]),
      ...uses(credentials, goesTo),
    ],
    trust,
  );
  return { baseUrl, tokenUrl, isHidden };
}

function uses(references: readonly SecretReference[], goesTo: readonly URL[]): readonly Use[] {
  return references.map((reference) => ({ reference, goesTo }));
}

/**
 * A client secret goes to the token URL, and the token that it is exchanged for to the base URL: one is worth as much as the
 * other. Where a profile says that both belong to one service, the first stands for both.
 */
function whereTokensGo(profile: string, tokenUrl: URL, baseUrl: URL): readonly URL[] {
  return isSameService(profile, tokenUrl, baseUrl) ? [tokenUrl] : [tokenUrl, baseUrl];
}

/** Throws UsageError where client credentials have nowhere to go. */
function tokenTemplateOf(auth: Authentication): string | undefined {
  if (auth.kind !== 'clientCredentials') return undefined;
  if (auth.tokenUrl !== undefined) return auth.tokenUrl;
  throw new UsageError(
    'the project does not say where to get a token with its client credentials.',
    'Set service.auth.tokenUrl in rollcall.yaml.',
  );
}

/** Every secret below `service.auth`. */
export function credentialsOf(auth: Authentication): readonly SecretReference[] {
  switch (auth.kind) {
    case 'none':
      return [];
    case 'token':
      return [auth.token];
    case 'basic':
      return [auth.username, auth.password].filter(isSecretReference);
    case 'clientCredentials':
      return [auth.clientId, auth.clientSecret, auth.scope].filter(isSecretReference);
    default:
      return auth satisfies never;
  }
}

async function urlOf(template: string, setting: string, resolve: Resolve): Promise<URL> {
  const secrets = new Map<string, string>();
  for (const reference of secretsIn(template)) secrets.set(reference.$secret, await resolve(reference));
  const filled = fillUrl(template, secrets);
  if (secrets.size > 0 && URL.canParse(filled)) {
    for (const spelling of spellingsIn(template, new URL(filled), secrets.values())) keepSecret(spelling);
  }
  const url = parseServiceUrl(filled, setting, true, hidesHost(template));
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}
