import { filterRules, list, number, pageRules, type Quirk } from './quirk.ts';

/** Quirks of listings and their filters. */
export const LISTING_QUIRKS: Readonly<Record<string, Quirk>> = {
  'cursor-only': {
    summary: 'listings page by cursor (RFC 9865) and overlook startIndex',
    apply: pageRules(() => ({ paging: 'cursor' })),
  },
  'no-paging': { summary: 'listings answer everything at once', apply: pageRules(() => ({ paging: 'none' })) },
  'page-size': {
    summary: 'a listing without count has this many resources',
    argument: '25',
    apply: pageRules((argument) => ({ default: number(argument) })),
  },
  'page-cap': {
    summary: 'a listing has this many resources at most',
    argument: '100',
    apply: pageRules((argument) => ({ maximum: number(argument), default: number(argument) })),
  },
  'lean-pages': {
    summary: 'more resources than this need excludedAttributes=roles,externalId, else the answer is 429',
    argument: '25',
    apply: pageRules((argument) => ({ lean: { over: number(argument), without: ['roles', 'externalId'] } })),
  },
  'no-count-zero': { summary: 'count=0 is refused', apply: pageRules(() => ({ zero: 'refused' })) },
  'lower-case-resources': {
    summary: 'listings name their elements "resources"',
    apply: pageRules(() => ({ key: 'resources' })),
  },
  'no-total-results': { summary: 'listings have no totalResults', apply: pageRules(() => ({ totals: 'never' })) },
  'case-sensitive-filters': {
    summary: 'filters compare letter case',
    apply: filterRules(() => ({ caseSensitive: true })),
  },
  'eq-only': {
    summary: 'filters are one comparison with eq',
    apply: filterRules(() => ({ operators: ['eq'], connectives: [] })),
  },
  'user-filters': {
    summary: 'filters of users name only these attributes',
    argument: 'userName',
    apply: (rules, argument) =>
      filterRules(() => ({ attributes: { ...rules.filter.attributes, User: list(argument) } }))(rules, ''),
  },
  'group-filters': {
    summary: 'filters of groups name only these attributes',
    argument: 'displayName',
    apply: (rules, argument) =>
      filterRules(() => ({ attributes: { ...rules.filter.attributes, Group: list(argument) } }))(rules, ''),
  },
};
