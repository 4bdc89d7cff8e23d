import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { FilterSyntaxError } from '../syntax/filter-syntax-error.ts';
import { type Path, parsePath } from '../syntax/path.ts';
import { propertyName, propertyOf } from '../syntax/property.ts';
import { refuse } from './scim-error.ts';

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** One operation of a PATCH as it came; `value` is undefined where there is none. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string | undefined;
  readonly value: JsonValue | undefined;
}

/**
 * Reads the message of a PATCH (RFC 7644 section 3.5.2).
 * `remove` with a value is refused: it is not in the RFC, and a service that overlooked the value would remove too much.
 * @throws ScimError 400 invalidSyntax or invalidValue
 */
export function readPatch(body: JsonObject): readonly PatchOperation[] {
  const schemas = propertyOf(body, 'schemas');
  const listed = isJsonArray(schemas) ? schemas : [];
  if (!listed.some((schema) => String(schema).toLowerCase() === PATCH_OP.toLowerCase())) {
    refuse('invalidSyntax', `"schemas" has to be an array that lists ${PATCH_OP}.`);
  }
  const operations = propertyOf(body, 'Operations');
  if (!isJsonArray(operations)) return refuse('invalidSyntax', '"Operations" has to be an array that is not empty.');
  return operations.map(readOperation);
}

/**
 * Reads the path of an operation.
 * @param schemas URNs that stand for a whole extension
 * @throws ScimError 400 invalidFilter where the fault lies in the filter, else invalidPath
 */
export function readPath(text: string, schemas: readonly string[]): Path {
  try {
    return parsePath(text, schemas);
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    const before = text.slice(0, error.position);
    const inFilter = before.includes('[') && !before.includes(']');
    return refuse(inFilter ? 'invalidFilter' : 'invalidPath', `"${text}" at ${error.position}: ${error.message}`);
  }
}

function readOperation(operation: JsonValue): PatchOperation {
  if (!isJsonObject(operation)) return refuse('invalidSyntax', 'An operation has to be an object.');
  const op = propertyOf(operation, 'op');
  const path = propertyOf(operation, 'path');
  const name = propertyName(operation, 'value');
  const value = name === undefined ? undefined : operation[name];
  if (path !== undefined && typeof path !== 'string') return refuse('invalidSyntax', '"path" has to be a string.');
  if (op !== 'add' && op !== 'remove' && op !== 'replace') {
    return refuse('invalidSyntax', '"op" has to be "add", "remove" or "replace".');
  }
  if (op === 'remove' && value !== undefined) refuse('invalidValue', '"remove" takes no "value".');
  if (op !== 'remove' && value === undefined) refuse('invalidValue', `"${op}" needs a "value".`);
  return { op, path, value };
}
