import type { Authentication } from '../../model/configuration.ts';
import type { SecretReference } from '../../model/special-value.ts';
import * as problems from '../problems/problems.ts';
import { type FileScope, readSecret, readTextOrSecret, scalarAt } from '../values/read-text.ts';
import { childOf, type TreeMap } from '../yaml/tree.ts';
import { readUrl } from './read-url.ts';

/** What each kind of authentication is written with; the first key tells the kind. */
const KINDS = [
  { needs: ['token'], allows: [] },
  { needs: ['clientId', 'clientSecret'], allows: ['tokenUrl', 'scope'] },
  { needs: ['username', 'password'], allows: [] },
] as const;

/**
 * Reads `service.auth`, and `service.tokenUrl` where that is written instead of `auth.tokenUrl`.
 * @param regionalTokenUrl where tokens come from if neither is written
 */
export function readAuthentication(
  service: TreeMap,
  regionalTokenUrl: string | undefined,
  scope: FileScope,
): Authentication {
  const auth = childOf(service, 'auth');
  const tokenUrl = readTokenUrl(service, scope) ?? regionalTokenUrl;
  if (auth?.kind !== 'map' || !isOfOneKind(auth, scope)) return { kind: 'none' };
  const token = secretAt(auth, 'token', scope);
  if (token !== undefined) return { kind: 'token', token };
  return readClientCredentials(auth, tokenUrl, scope) ?? readBasic(auth, scope) ?? { kind: 'none' };
}

function isOfOneKind(auth: TreeMap, scope: FileScope): boolean {
  const written = [...auth.entries.keys()];
  const kind = KINDS.find(({ needs }) => needs.some((key) => auth.entries.has(key)));
  const first = kind?.needs.find((key) => auth.entries.has(key));
  if (kind === undefined || first === undefined) return false;
  const known: readonly string[] = KINDS.flatMap(({ needs, allows }) => [...needs, ...allows]);
  const own: readonly string[] = [...kind.needs, ...kind.allows];
  const foreign = written.find((key) => known.includes(key) && !own.includes(key));
  const missing = kind.needs.find((key) => !auth.entries.has(key));
  const place = (key: string) => auth.entries.get(key)?.keyPlace ?? auth;
  if (foreign !== undefined) scope.report(problems.mixedAuthentication(first, foreign), place(foreign));
  if (missing !== undefined) scope.report(problems.incompleteAuthentication(missing, first), place(first));
  return true;
}

function readTokenUrl(service: TreeMap, scope: FileScope): string | undefined {
  const inService = service.entries.get('tokenUrl');
  const inAuth = childOf(childOf(service, 'auth'), 'tokenUrl');
  if (inService !== undefined && inAuth !== undefined) scope.report(problems.tokenUrlTwice(), inService.keyPlace);
  return readUrl(inAuth ?? inService?.value, scope);
}

function readClientCredentials(
  auth: TreeMap,
  tokenUrl: string | undefined,
  scope: FileScope,
): Authentication | undefined {
  const clientId = textOrSecretAt(auth, 'clientId', scope);
  const clientSecret = secretAt(auth, 'clientSecret', scope);
  const oauthScope = textOrSecretAt(auth, 'scope', scope);
  if (clientId === undefined || clientSecret === undefined) return undefined;
  return {
    kind: 'clientCredentials',
    clientId,
    clientSecret,
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(oauthScope === undefined ? {} : { scope: oauthScope }),
  };
}

function readBasic(auth: TreeMap, scope: FileScope): Authentication | undefined {
  const username = textOrSecretAt(auth, 'username', scope);
  const password = secretAt(auth, 'password', scope);
  return username === undefined || password === undefined ? undefined : { kind: 'basic', username, password };
}

function secretAt(auth: TreeMap, key: string, scope: FileScope): SecretReference | undefined {
  const tree = scalarAt(auth, key);
  return tree && readSecret(tree, scope);
}

function textOrSecretAt(auth: TreeMap, key: string, scope: FileScope): string | SecretReference | undefined {
  const tree = scalarAt(auth, key);
  return tree && readTextOrSecret(tree, scope);
}
