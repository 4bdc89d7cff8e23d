import { ServiceSettingError } from '../service-setting-error.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/i;

/** Query parameters of RFC 7644 section 3.4.2; any other may carry a secret. */
const SCIM_PARAMETERS = new Set([
  'filter',
  'attributes',
  'excludedAttributes',
  'startIndex',
  'count',
  'cursor',
  'sortBy',
  'sortOrder',
]);

/**
 * Parses a URL that the configuration gives.
 * @param setting the setting's name, for the message
 * @param carriesSecret whether credentials will be sent there, which only https and loopback may see
 * @param isHidden whether no message may show the host
 * @throws ServiceSettingError if it is not absolute http(s), holds a user name or password, or would leak credentials
 */
export function parseServiceUrl(text: string, setting: string, carriesSecret: boolean, isHidden = false): URL {
  if (!URL.canParse(text)) {
    throw new ServiceSettingError(`${setting} is not a URL.`, 'Write it whole: https://host/path.');
  }
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new ServiceSettingError(
      isHidden ? `${setting} is no web address.` : `${setting} starts with ${url.protocol}`,
      'Use a URL that starts with https://.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new ServiceSettingError(`${setting} holds a user name or password.`, 'Write credentials under service.auth.');
  }
  if (carriesSecret && url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw new ServiceSettingError(
      `${setting} is ${isHidden ? 'plain http' : safeUrl(url)}, and credentials are never sent over http.`,
      'Use https:// (http is fine for localhost only).',
    );
  }
  return url;
}

/** A URL for messages and logs: without user name and password, and without values of parameters that SCIM does not know. */
export function safeUrl(url: URL): string {
  const query = [...url.searchParams].map(
    ([name, value]) => `${encodeURIComponent(name)}=${SCIM_PARAMETERS.has(name) ? encodeURIComponent(value) : '***'}`,
  );
  return `${url.origin}${url.pathname}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/**
 * The URL of something below the base URL, whose own query is kept.
 * @param path starts with a slash; already encoded
 * @param query a parameter without value stands alone, as RFC 9865 wants its first cursor
 */
export function below(base: URL, path: string, query: readonly (readonly [string, string])[] = []): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`;
  const own = url.search === '' ? [] : [url.search.slice(1)];
  // %20 rather than the + of URLSearchParams, which not every service reads as a space.
  const added = query.map(([name, value]) => (value === '' ? name : `${name}=${encodeURIComponent(value)}`));
  url.search = [...own, ...added].join('&');
  return url;
}
