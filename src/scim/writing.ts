import type { ResourceType } from '../model/resource.ts';
import { UnreadableAnswerError } from './answers/protocol-error.ts';
import { type ScimAnswer, scimAnswer } from './answers/scim-answer.ts';
import { type Access, permissionsFor, requestOptions, resourceUrl } from './http/access.ts';
import type { Question } from './http/exchange.ts';
import { below, safeUrl } from './http/service-url.ts';
import type { ScimClient, WriteOptions } from './scim-client.ts';

const ENTITY_TAG = /^(W\/)?".*"$/su;

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** The writing half of the client. */
export function writing(access: Access): Pick<ScimClient, 'create' | 'patch' | 'put' | 'delete'> {
  const change = async (question: Question): Promise<ScimAnswer> => scimAnswer(await access.ask(question));
  const at = (
    method: 'PATCH' | 'PUT' | 'DELETE',
    type: ResourceType,
    id: string,
    { ifMatch, ...options }: WriteOptions,
  ): Question => ({
    method,
    url: resourceUrl(method, type, id, access),
    subject: 'resource',
    ...permissionsFor(method, type, access),
    ...requestOptions(options),
    ...(ifMatch === undefined ? {} : { headers: { 'if-match': entityTag(ifMatch) } }),
  });
  return {
    create: async (type, body, options = {}) => {
      const url = below(access.base, access.profile.paths[type]);
      const permissions = permissionsFor('POST', type, access);
      const question: Question = { method: 'POST', url, subject: 'endpoint', body, ...permissions };
      const answer = await change({ ...question, ...requestOptions(options) });
      if (answer.resource !== undefined) return answer;
      throw new UnreadableAnswerError(
        { method: 'POST', url: safeUrl(url) },
        'the service answered without the resource that it created.',
        'The resource may exist now; plan again.',
      );
    },
    patch: async (type, id, operations, options = {}) =>
      change({ ...at('PATCH', type, id, options), body: { schemas: [PATCH_OP], Operations: operations } }),
    put: async (type, id, body, options = {}) => change({ ...at('PUT', type, id, options), body }),
    delete: async (type, id, options = {}) => {
      await access.ask(at('DELETE', type, id, options));
    },
  };
}

/** A version as a header carries it (RFC 9110 section 8.8.3); some services leave the quotes out in `meta.version`. */
function entityTag(version: string): string {
  return ENTITY_TAG.test(version) ? version : `"${version}"`;
}
