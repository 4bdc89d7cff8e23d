import * as problems from '../problems/problems.ts';
import type { Problem } from '../problems/report.ts';
import { pathFrom } from '../values/path-from.ts';
import { canBeNamed, type FileScope, readTextWith } from '../values/read-text.ts';
import { isNull, type Tree } from '../yaml/tree.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const MOST_CHARACTERS = 2_000;
const SECRET = /\$\{(?:env|file):[^}]+\}/g;

/**
 * Reads a URL that credentials may go to: https, or http on this machine. Slashes at its end are dropped. References to
 * secrets stay in it as they are, paths relative to the project's folder, until the URL is used; what it then is, is
 * checked again.
 */
export function readUrl(tree: Tree | undefined, scope: FileScope): string | undefined {
  if (tree?.kind !== 'scalar' || isNull(tree)) return undefined;
  let references = 0;
  const text = readTextWith(tree, scope, (kind, name, token) => {
    references += 1;
    if (!canBeNamed(kind, name)) return problems.badInterpolation(token);
    return kind === 'env' ? `\${env:${name}}` : `\${file:${pathFrom(scope.file.path, name)}}`;
  });
  if (text === undefined) return undefined;
  const isTemplate = references > 0;
  // What a secret begins with may be the scheme and the host; what else it holds, no place of a URL forbids.
  const isOpen = isTemplate && text.startsWith('${') && text.length <= MOST_CHARACTERS;
  const url = isTemplate ? (parsed(text.replace(SECRET, 'x')) ?? parsed(text.replace(SECRET, '1'))) : parsed(text);
  // What a variable or `$${` says is plain text, also where it looks like a reference.
  const isPlain = !isTemplate || (text.match(SECRET) ?? []).length === references;
  const fault = isOpen ? undefined : problemOf(url, text, isTemplate);
  const problem = isPlain ? fault : problems.badUrl('A variable and "$${" name no secret.');
  if (problem === undefined) return (isTemplate ? text : (url?.href ?? text)).replace(/\/+$/, '');
  scope.report(problem, tree);
  return undefined;
}

function problemOf(url: URL | undefined, text: string, isTemplate: boolean): Problem | undefined {
  if (text.length > MOST_CHARACTERS) return problems.badUrl(`The URL is longer than ${MOST_CHARACTERS} characters.`);
  if (url !== undefined && url.username + url.password !== '') return problems.credentialsInUrl();
  const why = faultOf(url);
  if (why !== undefined) return problems.badUrl(why);
  const isInsecure = url?.protocol === 'http:' && !isTemplate && !LOOPBACK.test(url.hostname);
  return isInsecure ? problems.insecureUrl() : undefined;
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function faultOf(url: URL | undefined): string | undefined {
  if (url === undefined) return 'This is not an absolute URL.';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'The URL does not start with https://.';
  if (url.search !== '' || url.hash !== '') return 'The URL must end before "?" and "#".';
  return undefined;
}
