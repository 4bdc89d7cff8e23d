import * as problems from '../problems/problems.ts';
import { type FileScope, readText } from '../values/read-text.ts';
import { isNull, type Tree } from '../yaml/tree.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Reads a URL that credentials may go to: https, or http on this machine. Slashes at its end are dropped. */
export function readUrl(tree: Tree | undefined, scope: FileScope): string | undefined {
  if (tree?.kind !== 'scalar' || isNull(tree)) return undefined;
  const text = readText(tree, scope);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const why = faultOf(url);
  if (url !== undefined && url.username + url.password !== '') scope.report(problems.credentialsInUrl(), tree);
  else if (why !== undefined) scope.report(problems.badUrl(why), tree);
  else if (url?.protocol === 'http:' && !LOOPBACK.test(url.hostname)) scope.report(problems.insecureUrl(), tree);
  else return url?.href.replace(/\/+$/, '');
  return undefined;
}

function faultOf(url: URL | undefined): string | undefined {
  if (url === undefined) return 'This is not an absolute URL.';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'The URL does not start with https://.';
  if (url.search !== '' || url.hash !== '') return 'The URL must end before "?" and "#".';
  return undefined;
}
