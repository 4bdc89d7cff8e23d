import { PROFILES } from '../../profiles/profiles.ts';

const HOST = '{host}';

/**
 * Whether a profile says of its own that tokens of the one URL are for the other: both follow from one host, as
 * `login.HOST` and `api.HOST`, or are the same host. What a project overrides counts for nothing.
 */
export function isSameService(profile: string, tokenUrl: URL, baseUrl: URL): boolean {
  if (tokenUrl.origin === baseUrl.origin) return true;
  const { baseUrl: base, tokenUrl: token } = PROFILES.get(profile)?.endpoint ?? { baseUrl: null, tokenUrl: null };
  const host = hostIn(base, baseUrl);
  return host !== undefined && host !== '' && host === hostIn(token, tokenUrl);
}

/** What stands for `{host}` in a template, if the URL's origin is made from it. */
function hostIn(template: string | null, url: URL): string | undefined {
  if (template === null || !template.includes(HOST)) return undefined;
  const [before = '', after = ''] = template.split(HOST);
  const [rest = ''] = after.split('/');
  const isMade = url.origin.startsWith(before) && url.origin.endsWith(rest);
  return isMade ? url.origin.slice(before.length, url.origin.length - rest.length) : undefined;
}
