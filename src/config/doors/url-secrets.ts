import type { SecretReference } from '../../model/special-value.ts';

const SECRET = /\$\{((?:env|file):[^}]+)\}/g;

/** The secrets that are parts of a URL. */
export function secretsIn(template: string): readonly SecretReference[] {
  return [...template.matchAll(SECRET)].map(([, $secret = '']) => ({ $secret }));
}

/** The URL with its secrets, by their references. */
export function fillUrl(template: string, secrets: ReadonlyMap<string, string>): string {
  return template.replace(SECRET, (token, reference: string) => secrets.get(reference) ?? token);
}

/**
 * Whether a secret is a part of the scheme, host or port, or may be: the URL is parsed with two other texts in its place,
 * because a parser takes blanks, backslashes and any number of slashes in front of a host (WHATWG URL, section 4.4).
 */
export function hidesHost(template: string): boolean {
  if (secretsIn(template).length === 0) return false;
  const [one, other] = ['a', 'b'].map((letter) => filledWith(letter, template));
  return one === undefined || one.protocol !== other?.protocol || one.host !== other.host;
}

/**
 * How a URL spells the secrets that became a part of it, so that all of it can be kept out of outputs: what stands in
 * other places or between other marks than in the secret itself, encoded or not.
 */
export function spellingsIn(template: string, url: URL, secrets: Iterable<string>): readonly string[] {
  const plain = filledWith('a', template);
  const ownParts = new Set(plain?.pathname.split('/'));
  return [
    ...(hidesHost(template) ? [url.origin, url.host, url.hostname] : []),
    ...[...secrets].map(asPath),
    ...(plain === undefined ? [url.pathname] : []),
    ...url.pathname.split('/').filter((part) => !ownParts.has(part)),
    ...[...url.searchParams].flat(),
    url.hash.slice(1),
  ];
}

function filledWith(letter: string, template: string): URL | undefined {
  const text = template.replace(SECRET, letter);
  return URL.canParse(text) ? new URL(text) : undefined;
}

function asPath(secret: string): string {
  return new URL(`http://localhost/${secret}`).pathname.slice(1).replace(/\/+$/, '');
}
