import { isJsonObject, type JsonValue } from '../model/json.ts';
import { ScimError } from './answers/scim-error.ts';
import { readDescribedSchema } from './described-schema.ts';
import { type Access, requestOptions } from './http/access.ts';
import type { RequestOptions } from './http/request-options.ts';
import { below } from './http/service-url.ts';
import { asResource, listedValues } from './listing/list-response.ts';
import type { ScimClient } from './scim-client.ts';

/** What services answer where they have no discovery endpoint, or keep it from this client. */
const NOT_OFFERED = new Set([403, 404, 405, 501]);

/** What the service says of itself (RFC 7644 section 4), where the profile knows it to. */
export function discovery(
  access: Access,
): Pick<ScimClient, 'me' | 'serviceProviderConfig' | 'schemas' | 'resourceTypes'> {
  const { endpoint } = access.profile;
  return {
    me: async () => asResource(await discover(access, '/Me', {}, tellsNoCaller)),
    serviceProviderConfig: async () => {
      const answer = await discover(access, endpoint.serviceProviderConfig);
      return isJsonObject(answer) ? answer : undefined;
    },
    schemas: async (options) =>
      listedValues(await discover(access, endpoint.schemas, options)).flatMap(readDescribedSchema),
    resourceTypes: async () => listedValues(await discover(access, endpoint.resourceTypes)).filter(isJsonObject),
  };
}

/** Services without `/Me` answer all kinds of things, such as a look-up of the user "Me"; a wrong token is no such answer. */
function tellsNoCaller(status: number): boolean {
  return status === 501 || (status >= 400 && status < 500 && status !== 401 && status !== 429);
}

async function discover(
  { ask, base }: Access,
  path: string | null,
  options: RequestOptions = {},
  isMissing = (status: number) => NOT_OFFERED.has(status),
): Promise<JsonValue | undefined> {
  if (path === null) return undefined;
  try {
    const question = { method: 'GET', url: below(base, path), subject: 'endpoint' } as const;
    return (await ask({ ...question, ...requestOptions(options) })).json;
  } catch (error) {
    if (error instanceof ScimError && isMissing(error.status)) return undefined;
    throw error;
  }
}
