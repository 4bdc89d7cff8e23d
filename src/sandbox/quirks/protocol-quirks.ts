import { ODD_ERRORS } from '../http/odd-errors.ts';
import { claims, number, oneOf, type Quirk, rulesOf, status } from './quirk.ts';

/** Quirks of what surrounds every request: versions, rates, errors and discovery. */
export const PROTOCOL_QUIRKS: Readonly<Record<string, Quirk>> = {
  'no-etag': {
    summary: 'resources have no version, and If-Match is overlooked',
    decides: ['whether resources have versions'],
    apply: (rules) => ({ ...rules, versions: { ...rules.versions, tag: 'none' } }),
  },
  'etag-invalid-vers': {
    summary: 'an If-Match that does not match is answered 400 invalidVers',
    decides: ['whether resources have versions'],
    apply: (rules) => ({ ...rules, versions: { ...rules.versions, tag: 'quoted', mismatch: 'invalidVers' } }),
  },
  'if-match-refused': {
    summary: 'an If-Match that names the present version is answered as one that does not',
    apply: (rules) => ({ ...rules, versions: { ...rules.versions, match: 'refused' } }),
  },
  'etag-claimed': {
    summary: 'resources have no version, and ServiceProviderConfig says that they have',
    decides: ['whether resources have versions'],
    apply: (rules) => claims({ etag: { supported: true } })({ ...rules, versions: { ...rules.versions, tag: 'none' } }),
  },
  'rate-limit': {
    summary: 'this many requests in a minute; further ones are answered 429',
    argument: '60',
    apply: (rules, argument) => ({
      ...rules,
      access: { ...rules.access, rates: [{ operations: null, requests: number(argument), seconds: 60 }] },
    }),
  },
  'unknown-id-400': {
    summary: 'an id that does not exist is answered 400',
    apply: (rules) => ({ ...rules, answers: { ...rules.answers, unknownId: 400 } }),
  },
  'error-reasons': {
    summary: 'errors say why in a place of their own: fieldErrors, odata, messages, titles or validation',
    argument: 'fieldErrors',
    apply: (rules, argument) => ({
      ...rules,
      answers: { ...rules.answers, describeError: oneOf(ODD_ERRORS, argument) },
    }),
  },
  'me-refused': {
    summary: '/Me is answered with this status',
    argument: '401',
    apply: (rules, argument) => ({ ...rules, answers: { ...rules.answers, me: status(argument) } }),
  },
  'no-groups': {
    summary: 'there are no groups: /Groups is answered with this status, and ResourceTypes names User alone',
    argument: '404',
    apply: rulesOf('Group', (_, argument) => ({ absent: status(argument) })),
  },
  'no-plain-json': {
    summary: 'a request that accepts application/json is refused',
    apply: (rules) => ({ ...rules, answers: { ...rules.answers, plainJson: 'refused' } }),
  },
  'plural-service-provider-config': {
    summary: 'ServiceProviderConfig is at /ServiceProviderConfigs',
    apply: (rules) => ({
      ...rules,
      discovery: { ...rules.discovery, serviceProviderConfig: '/ServiceProviderConfigs' },
    }),
  },
  'no-discovery': {
    summary: 'there are no /ServiceProviderConfig, /Schemas and /ResourceTypes',
    apply: (rules) => ({ ...rules, discovery: { ...rules.discovery, serviceProviderConfig: null, schemas: false } }),
  },
};
