import { isJsonArray, type JsonObject } from '../model/json.ts';
import type { AttributePath, Filter } from '../syntax/filter.ts';
import { FilterSyntaxError } from '../syntax/filter-syntax-error.ts';
import { parseFilter } from '../syntax/parse-filter.ts';
import { parsePath } from '../syntax/path.ts';
import { propertyOf } from '../syntax/property.ts';
import { type Projection, readProjection } from './projection.ts';
import { refuse } from './scim-error.ts';
import type { Service } from './service.ts';

const SEARCH_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

/** What a list is asked for (RFC 7644 section 3.4.2). */
export interface Query {
  readonly filter: Filter | undefined;
  readonly sort: { readonly path: AttributePath; readonly descending: boolean } | undefined;
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
  readonly projection: Projection;
}

/** The parameters of a query by name, as text. */
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
 * @throws ScimError 400 invalidFilter, invalidPath or invalidValue
 */
export function readQuery(service: Service, parameters: Parameters): Query {
  const { page } = service.rules;
  const filter = parameters('filter');
  return {
    filter: filter === undefined ? undefined : readFilter(filter),
    sort: readSort(parameters),
    startIndex: Math.max(1, readInteger(parameters, 'startIndex') ?? 1),
    count: Math.min(page.maximum, Math.max(0, readInteger(parameters, 'count') ?? page.default)),
    projection: projectionOf(service, parameters),
  };
}

/** Reads which attributes an answer carries, from `attributes` and `excludedAttributes`. */
export function projectionOf(service: Service, parameters: Parameters): Projection {
  const names = (parameter: string): readonly string[] | undefined => {
    const text = parameters(parameter)?.trim();
    return text === undefined || text === '' ? undefined : text.split(',');
  };
  return readProjection(service, names('attributes'), names('excludedAttributes'));
}

function readFilter(text: string): Filter {
  try {
    return parseFilter(text);
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    return refuse('invalidFilter', `The filter at ${error.position}: ${error.message}`);
  }
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
