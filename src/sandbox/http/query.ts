import { isJsonArray, type JsonObject } from '../../model/json.ts';
import type { AttributePath, Filter } from '../../syntax/filter/filter.ts';
import { FilterSyntaxError } from '../../syntax/filter/filter-syntax-error.ts';
import { parsePath } from '../../syntax/path.ts';
import { propertyOf } from '../../syntax/property.ts';
import { isExcluded, type Projection, readProjection } from '../resources/attribute-projection.ts';
import { readFilter } from '../resources/filter-parameter.ts';
import type { PageRules, Service } from '../service-rules.ts';
import { refuse, ScimError } from './refuse.ts';

const SEARCH_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

/** What a list is asked for (RFC 7644 section 3.4.2). */
export interface Query {
  readonly filter: Filter | undefined;
  readonly sort: { readonly path: AttributePath; readonly descending: boolean } | undefined;
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
  /** Set where the listing pages by cursor; empty for its first page. */
  readonly cursor: string | undefined;
  readonly projection: Projection;
}

/** The parameters of a query by name, as text; several of one name are joined by commas. */
export type Parameters = (name: string) => string | undefined;

/** Reads the parameters of a message to `/.search` (RFC 7644 section 3.4.3). */
export function searchParameters(body: JsonObject): Parameters {
  const schemas = propertyOf(body, 'schemas');
  if (!(isJsonArray(schemas) && schemas.includes(SEARCH_REQUEST))) {
    refuse('invalidSyntax', `"schemas" has to be an array that lists ${SEARCH_REQUEST}.`);
  }
  return (name) => {
    const value = propertyOf(body, name);
    return value === undefined ? undefined : String(value);
  };
}

/**
 * Reads a query. `startIndex` below 1 means 1, `count` below 0 means 0, and a page never has more than the service allows.
 * @throws ScimError 400 invalidFilter, invalidPath, invalidValue or invalidCount, 429 for a page that costs too much
 */
export function readQuery(service: Service, parameters: Parameters): Query {
  const { page, filter: rules } = service.rules;
  const filter = parameters('filter');
  const projection = projectionOf(service, parameters);
  return {
    filter: filter === undefined ? undefined : readFilter(filter, rules),
    sort: readSort(parameters),
    startIndex:
      page.paging === 'cursor' || page.paging === 'none' ? 1 : Math.max(1, readInteger(parameters, 'startIndex') ?? 1),
    count: readCount(page, parameters, projection),
    cursor: readCursorParameter(page, parameters),
    projection,
  };
}

function readCount(page: PageRules, parameters: Parameters, projection: Projection): number {
  const asked = readInteger(parameters, 'count');
  if (asked === 0 && page.zero === 'refused') refuse('invalidCount', '"count" has to be 1 at least.');
  if (page.paging === 'none') return Number.MAX_SAFE_INTEGER;
  if (asked !== undefined && asked > page.maximum && page.larger === 'refused') {
    refuse('invalidValue', `"count" is ${page.maximum} at most.`);
  }
  const count = Math.min(page.maximum, Math.max(0, asked ?? page.default));
  const dear = page.lean !== null && count > page.lean.over ? page.lean.without : [];
  const wanted = dear.filter((name) => !isExcluded(projection, name));
  if (wanted.length > 0) {
    const message = `A page of ${count} exceeds internal resource limits with ${wanted.join(', ')}.`;
    throw new ScimError(429, message, undefined, { 'retry-after': '1' });
  }
  return count;
}

function readCursorParameter({ paging }: PageRules, parameters: Parameters): string | undefined {
  if (paging !== 'cursor' && paging !== 'both') return undefined;
  return parameters('cursor') ?? (paging === 'cursor' ? '' : undefined);
}

/** Reads which attributes an answer carries, from `attributes` and `excludedAttributes`. */
export function projectionOf(service: Service, parameters: Parameters): Projection {
  const names = (parameter: string): readonly string[] | undefined => {
    const text = parameters(parameter)?.trim();
    return text === undefined || text === '' ? undefined : text.split(',');
  };
  return readProjection(service, names('attributes'), names('excludedAttributes'));
}

function readSort(parameters: Parameters): Query['sort'] {
  const sortBy = parameters('sortBy');
  const sortOrder = parameters('sortOrder')?.toLowerCase() ?? 'ascending';
  if (sortOrder !== 'ascending' && sortOrder !== 'descending') {
    refuse('invalidValue', '"sortOrder" is "ascending" or "descending".');
  }
  if (sortBy === undefined) return undefined;
  return { path: readSortPath(sortBy), descending: sortOrder === 'descending' };
}

function readSortPath(text: string): AttributePath {
  try {
    const path = parsePath(text);
    if (path.attribute !== undefined && path.filter === undefined) return path;
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
  }
  return refuse('invalidPath', `"${text}" is not the name of an attribute to sort by.`);
}

function readInteger(parameters: Parameters, name: string): number | undefined {
  const text = parameters(name);
  if (text === undefined) return undefined;
  if (!/^[+-]?\d+$/.test(text)) refuse('invalidValue', `"${name}" takes an integer.`);
  return Number(text);
}
