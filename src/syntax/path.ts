import { type Cursor, fail, take, takeAttribute } from './filter/cursor.ts';
import type { AttributePath, Filter } from './filter/filter.ts';
import { parseValueFilter } from './filter/parse-filter.ts';
import { printAttribute, printFilter } from './filter/print-filter.ts';

/** `attribute`, `attribute.subAttribute`, `attribute[filter]` or `attribute[filter].subAttribute`. */
export interface ValuePath extends AttributePath {
  readonly filter?: Filter;
}

/** A bare schema URN: an extension as a whole. */
export interface SchemaPath {
  readonly schema: string;
  readonly attribute?: never;
}

/** What a PATCH operation points at (RFC 7644 section 3.5.2); a SchemaPath has no `attribute`. */
export type Path = ValuePath | SchemaPath;

/**
 * Reads the path of a PATCH operation (RFC 7644 sections 3.5.2 and 3.10).
 * Syntax alone cannot tell a schema from an attribute of it, so that `urn:…:2.0:User` is the whole extension
 * only when it is among the known schemas; any other URN reaches to the last colon.
 * @param schemas URNs known to be schemas, in any case; a SchemaPath has their spelling
 * @throws FilterSyntaxError with the position of the fault
 */
export function parsePath(text: string, schemas: readonly string[] = []): Path {
  const folded = text.toLowerCase();
  const schema = schemas.find((known) => known.toLowerCase() === folded);
  if (schema !== undefined) return { schema };
  const cursor: Cursor = { text, at: 0 };
  const path = takeValuePath(cursor);
  if (cursor.at < text.length) fail(cursor, 'Expected the end of the path.');
  return path;
}

/** The text of a path; `parsePath` reads the same path from it. */
export function printPath(path: Path): string {
  if (path.attribute === undefined) return path.schema;
  const { filter, subAttribute, ...parent } = path;
  if (filter === undefined) return printAttribute(path);
  return `${printAttribute(parent)}[${printFilter(filter)}]${subAttribute === undefined ? '' : `.${subAttribute}`}`;
}

function takeValuePath(cursor: Cursor): ValuePath {
  const path = takeAttribute(cursor);
  if (!cursor.text.startsWith('[', cursor.at)) return path;
  if (path.subAttribute !== undefined)
    fail(cursor, 'A filter selects elements, so it stands before the sub-attribute.');
  take(cursor, '[');
  const filter = parseValueFilter(cursor);
  if (!take(cursor, '.')) return { ...path, filter };
  const start = cursor.at;
  const { schema, attribute, subAttribute } = takeAttribute(cursor);
  if (schema !== undefined || subAttribute !== undefined) fail(cursor, 'Expected one sub-attribute.', start);
  return { ...path, filter, subAttribute: attribute };
}
