import { number, type Quirk } from './quirk.ts';

/** Quirks of what surrounds every request: versions, rates, errors and discovery. */
export const PROTOCOL_QUIRKS: Readonly<Record<string, Quirk>> = {
  'no-etag': {
    summary: 'resources have no version, and If-Match is overlooked',
    apply: (rules) => ({ ...rules, versions: { ...rules.versions, tag: 'none' } }),
  },
  'etag-invalid-vers': {
    summary: 'an If-Match that does not match is answered 400 invalidVers',
    apply: (rules) => ({ ...rules, versions: { tag: 'quoted', mismatch: 'invalidVers' } }),
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
