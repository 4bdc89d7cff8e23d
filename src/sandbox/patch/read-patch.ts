import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { FilterSyntaxError } from '../../syntax/filter/filter-syntax-error.ts';
import { type Path, parsePath } from '../../syntax/path.ts';
import { heldProperty, propertyOf } from '../../syntax/property.ts';
import { refuse } from '../http/refuse.ts';
import type { PatchOperation } from '../service-rules.ts';
import { MEMBERS } from '../service-rules.ts';
import type { PatchRules } from '../write-rules.ts';

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/**
 * Reads the message of a PATCH (RFC 7644 section 3.5.2).
 * `remove` with a value is refused: it is not in the RFC, and a service that overlooked the value would remove too much.
 * @throws ScimError 400 invalidSyntax or invalidValue
 */
export function readPatch(body: JsonObject, rules: PatchRules): readonly PatchOperation[] {
  const schemas = propertyOf(body, 'schemas');
  const listed = isJsonArray(schemas) ? schemas : [];
  if (!listed.some((schema) => String(schema).toLowerCase() === PATCH_OP.toLowerCase())) {
    refuse('invalidSyntax', `"schemas" has to be an array that lists ${PATCH_OP}.`);
  }
  const operations = propertyOf(body, 'Operations');
  if (!isJsonArray(operations)) return refuse('invalidSyntax', '"Operations" has to be an array that is not empty.');
  return operations.map((operation) => readOperation(operation, rules));
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

const OPS = { lowerCase: ['add', 'remove', 'replace'], capitalised: ['Add', 'Remove', 'Replace'] } as const;

function readOperation(operation: JsonValue, rules: PatchRules): PatchOperation {
  if (!isJsonObject(operation)) return refuse('invalidSyntax', 'An operation has to be an object.');
  const op = readOp(propertyOf(operation, 'op'), rules);
  const path = propertyOf(operation, 'path');
  const value = heldProperty(operation, 'value');
  if (path !== undefined && typeof path !== 'string') return refuse('invalidSyntax', '"path" has to be a string.');
  if (
    op === 'remove' &&
    rules.memberRemoval === 'valueList' &&
    path?.toLowerCase().startsWith(`${MEMBERS}[`) === true
  ) {
    refuse('invalidPath', 'Members are removed by "remove members" with their ids as the value.');
  }
  const namesMembers = rules.memberRemoval !== 'valuePath' && path?.toLowerCase() === MEMBERS;
  if (op === 'remove' && value !== undefined && !namesMembers) refuse('invalidValue', '"remove" takes no "value".');
  if (op !== 'remove' && value === undefined) refuse('invalidValue', `"${op}" needs a "value".`);
  return { op, path, value: value !== undefined && rules.booleans === 'strings' ? readBooleans(value, path) : value };
}

function readOp(op: JsonValue | undefined, { ops }: PatchRules): PatchOperation['op'] {
  const names: readonly (JsonValue | undefined)[] = OPS[ops];
  const index = names.indexOf(op);
  return OPS.lowerCase[index] ?? refuse('invalidSyntax', `"op" has to be one of ${OPS[ops].join(', ')}.`);
}

/** The boolean attributes of RFC 7643. */
const BOOLEANS = /(?:^|[.:])(?:active|primary)$/i;

/** Reads "True" and "False" where an attribute is boolean, and refuses true and false. */
function readBooleans(value: JsonValue, name = ''): JsonValue {
  if (isJsonArray(value)) return value.map((element) => readBooleans(element, name));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([inner, part]) => [inner, readBooleans(part, inner)]));
  }
  if (typeof value === 'boolean') return refuse('invalidValue', `"${name}" takes "True" or "False".`);
  return BOOLEANS.test(name) && typeof value === 'string' ? value.toLowerCase() === 'true' : value;
}
