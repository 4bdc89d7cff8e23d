import type { JsonObject } from '../../model/json.ts';
import type { ScimError } from './refuse.ts';

/** The body that tells a client why its request was refused. */
export type DescribeError = (error: ScimError, correlation: string) => JsonObject;

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** An error message of RFC 7644 section 3.12. */
export const scimErrorBody: DescribeError = ({ status, scimType, message }) => ({
  schemas: [ERROR],
  status: String(status),
  ...(scimType === undefined ? {} : { scimType }),
  detail: message,
});

const CODES: Readonly<Record<number, string>> = {
  400: 'bad.request',
  401: 'bad.credentials',
  403: 'missing.any.permissions',
  404: 'not.found',
  405: 'method.not.allowed',
  413: 'request.entity.too.large',
  415: 'unsupported.media.type',
  429: 'too.many.requests.retry.after',
  500: 'internal.server.error',
  501: 'not.implemented',
};

/**
 * Genesys Cloud has two shapes: a SCIM error where there is a `scimType`, and the ErrorBody of its other APIs for
 * everything else (Swagger, schemas ScimError and ErrorBody).
 */
export const genesysErrorBody: DescribeError = (error, correlation) =>
  error.scimType !== undefined
    ? scimErrorBody(error, correlation)
    : {
        message: error.message,
        code: CODES[error.status] ?? 'general.error',
        status: error.status,
        messageWithParams: error.message,
        messageParams: {},
        contextId: correlation,
        details: [],
        errors: [],
      };
