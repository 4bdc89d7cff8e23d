/** What a request was about: the same status means something else for each. */
export type Subject = 'endpoint' | 'resource' | 'token';

const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'The service did not understand the request; its reason is above.',
  401: 'Check the credentials under service.auth: the service does not accept them, or they have expired.',
  403: 'The credentials are valid but lack a permission; ask for the one that the service names.',
  409: 'Something else has the same name, or the resource changed in the meantime; plan again.',
  412: 'The resource changed in the meantime; plan again.',
  413: 'The request is too large for the service; set a lower service.dialect.members.addsPerRequest.',
  429: 'The service asks for fewer requests; run again later, or with a lower --concurrency.',
  501: 'The service does not offer this; check service.profile.',
};

const TOKEN_HINT = 'Check service.auth.clientId, service.auth.clientSecret and the token URL.';

/**
 * What to do about an error status, in a sentence.
 * @param permissions those of which the operation needs one, where the profile knows them
 */
export function hintFor(status: number, subject: Subject, permissions?: string): string {
  if (subject === 'token' && status < 500 && status !== 429) return TOKEN_HINT;
  if (status === 404 || status === 405) {
    return subject === 'endpoint'
      ? 'Check service.baseUrl: there is no SCIM service at this address.'
      : 'The resource is gone; plan again.';
  }
  if (status === 403 && permissions !== undefined) {
    return `The credentials are valid but lack a permission; this needs one of: ${permissions}.`;
  }
  if (status >= 500 && status !== 501) return 'The service is in trouble; run again later.';
  return BY_STATUS[status] ?? 'The reason that the service gives is above.';
}
