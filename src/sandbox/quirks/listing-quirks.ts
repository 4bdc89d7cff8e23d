import { claims, filterRules, list, number, pageRules, type Quirk, status } from './quirk.ts';

/** Quirks of listings and their filters. */
export const LISTING_QUIRKS: Readonly<Record<string, Quirk>> = {
  'cursor-only': {
    summary: 'listings page by cursor (RFC 9865) and overlook startIndex',
    decides: ['how listings page'],
    apply: pageRules(() => ({ paging: 'cursor' })),
  },
  'no-paging': {
    summary: 'listings answer everything at once',
    decides: ['how listings page'],
    apply: pageRules(() => ({ paging: 'none' })),
  },
  'page-size': {
    summary: 'a listing without count has this many resources',
    argument: '25',
    apply: pageRules((argument) => ({ default: number(argument) })),
  },
  'page-cap': {
    summary: 'a listing has this many resources at most',
    argument: '100',
    decides: ['how large a page may be'],
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
  'no-total-results': {
    summary: 'listings have no totalResults',
    decides: ['what totalResults says'],
    apply: pageRules(() => ({ totals: 'never' })),
  },
  'totals-of-page': {
    summary: 'totalResults is the number of resources in the page',
    decides: ['what totalResults says'],
    apply: pageRules(() => ({ totals: 'ofPage' })),
  },
  'list-stops': {
    summary: 'listings end after this many resources and say that there are no more',
    argument: '50',
    apply: pageRules((argument) => ({ end: number(argument) })),
  },
  'count-refused': {
    summary: 'a page has this many resources at most, and a larger count is refused',
    argument: '100',
    decides: ['how large a page may be'],
    apply: pageRules((argument) => ({ maximum: number(argument), default: number(argument), larger: 'refused' })),
  },
  'further-pages-refused': {
    summary: 'every page but the first is refused with this status',
    argument: '501',
    decides: ['how listings page'],
    apply: pageRules((argument) => ({ furtherRefusal: status(argument) })),
  },
  'each-user-twice': {
    summary: 'listings hold each user twice, and count both',
    apply: pageRules(() => ({ copies: 2 })),
  },
  'repeated-lists': {
    summary: 'the answer to a listing is given again as it was for this many seconds',
    argument: '2',
    apply: pageRules((argument) => ({ repeated: number(argument) })),
  },
  'ascii-filters': {
    summary: 'filters take ASCII alone, and ServiceProviderConfig says that there are none',
    apply: (rules) =>
      claims({ filter: { supported: false, maxResults: 0 } })(filterRules(() => ({ characters: 'ascii' }))(rules, '')),
  },
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
