import { type DescribeError, scimErrorBody } from './describe-error.ts';

const FUSIONAUTH_ERROR = 'urn:ietf:params:scim:schemas:extension:fusionauth:2.0:Error';

/** Bodies of errors that tell why in a field of their own, by the word that stands for each. */
export const ODD_ERRORS: Readonly<Record<string, DescribeError>> = {
  /** FusionAuth: an extension holds the reasons by field, and the detail says nothing. */
  fieldErrors: (error, correlation) => ({
    ...scimErrorBody(error, correlation),
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error', FUSIONAUTH_ERROR],
    detail: 'Request failed, see errors for additional details.',
    [FUSIONAUTH_ERROR]: {
      fieldErrors: { 'user.username': [{ code: `[invalid]user.username`, message: error.message }] },
      generalErrors: [],
    },
  }),
  /** OData, as directories of Microsoft answer it. */
  odata: ({ scimType = 'Request_BadRequest', message }) => ({
    'odata.error': { code: scimType, message: { lang: 'en', value: message } },
  }),
  /** Infisical: `message` is a list of what is wrong. */
  messages: ({ status, message }, correlation) => ({
    reqId: correlation,
    statusCode: status,
    error: 'ValidationFailure',
    message: [{ code: 'custom', path: ['body'], message }],
  }),
  /** JSON:API. */
  titles: ({ status, message }) => ({ errors: [{ status: String(status), title: message }] }),
  /** Laravel: lists of texts by field. */
  validation: ({ message }) => ({ errors: { userName: [message] } }),
};
