import { hostOf } from '../../config/doors/host-list.ts';
import { NotAllowedError } from '../../config/doors/not-allowed-error.ts';
import { isSameService } from '../../config/doors/same-service.ts';
import type { Trust } from '../../config/doors/trust.ts';
import { secretsIn } from '../../config/doors/url-secrets.ts';
import type { Configuration } from '../../model/configuration.ts';
import { credentialsOf } from './resolve-endpoint.ts';
import { sentPasswords } from './sent-passwords.ts';

/**
 * In CI anybody's files may be planned: there the workflow says which hosts may be reached and which secrets be read, and
 * nothing is done where it does not. Throws NotAllowedError with the lines to add.
 */
export function refuseUnlessAllowed(configuration: Configuration, trust: Trust): void {
  if (trust.hosts !== undefined && trust.env !== undefined) return;
  const lines = [
    ...(trust.hosts === undefined ? [`ROLLCALL_ALLOW_HOSTS: ${quoted(hosts(configuration))}`] : []),
    ...(trust.env === undefined ? [`ROLLCALL_ALLOW_ENV: ${quoted(names(configuration))}`] : []),
  ];
  throw new NotAllowedError(
    'this is CI, and nothing says where rollcall may go and which secrets it may read.',
    'Set these variables where secrets are set, in the workflow and not in the project, if this is what you want:\n' +
      lines.map((line) => `  ${line}`).join('\n'),
  );
}

function quoted(entries: readonly string[]): string {
  return `"${[...new Set(entries)].join(',')}"`;
}

function hosts({ service }: Configuration): readonly string[] {
  const tokenUrl = service.auth.kind === 'clientCredentials' ? service.auth.tokenUrl : undefined;
  return [service.baseUrl, tokenUrl].flatMap((template) => (template === undefined ? [] : [hostIn(template)]));
}

function hostIn(template: string): string {
  return secretsIn(template).length === 0 && URL.canParse(template) ? hostOf(new URL(template)) : 'HOST';
}

/** Each with where it goes, so that no other service gets it. */
function names({ service, users }: Configuration): readonly string[] {
  const { auth, baseUrl = '' } = service;
  const tokenUrl = auth.kind === 'clientCredentials' ? auth.tokenUrl : undefined;
  const isSame =
    tokenUrl === undefined ||
    (URL.canParse(tokenUrl) && URL.canParse(baseUrl) && sameOf(service.profile, tokenUrl, baseUrl));
  const targets = isSame ? [tokenUrl ?? baseUrl] : [tokenUrl, baseUrl];
  const passwords = sentPasswords(users);
  const inUrls = [baseUrl, tokenUrl ?? ''].flatMap(secretsIn);
  const bound = [
    ...credentialsOf(auth).flatMap(({ $secret }) => targets.map((target) => [$secret, `@${hostIn(target)}`] as const)),
    ...passwords.map(({ $secret }) => [$secret, `@${hostIn(baseUrl)}`] as const),
    ...inUrls.map(({ $secret }) => [$secret, ''] as const),
  ];
  return bound.flatMap(([secret, at]) => (secret.startsWith('env:') ? [`${secret.slice('env:'.length)}${at}`] : []));
}

function sameOf(profile: string, tokenUrl: string, baseUrl: string): boolean {
  return isSameService(profile, new URL(tokenUrl), new URL(baseUrl));
}
