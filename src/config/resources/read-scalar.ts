import type { AttributeType } from '../../model/attribute.ts';
import type { JsonValue } from '../../model/json.ts';
import * as problems from '../problems/problems.ts';
import { type FileScope, readText } from '../values/read-text.ts';
import type { TreeScalar } from '../yaml/tree.ts';

const BOOLEANS: ReadonlyMap<string, boolean> = new Map(
  ['true', 'True', 'TRUE', 'false', 'False', 'FALSE'].map((text) => [text, text.toLowerCase() === 'true']),
);
const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/;
const BASE64 = /^[A-Za-z0-9+/_\s-]+={0,2}\s*$/;

/** Reads a scalar as the data type of RFC 7643 section 2.3 that its attribute has; undefined after a report. */
export function readScalar(
  type: Exclude<AttributeType, 'complex'>,
  scalar: TreeScalar,
  scope: FileScope,
): JsonValue | undefined {
  const text = readText(scalar, scope);
  if (text === undefined) return undefined;
  const value = parse(type, text);
  if (value !== undefined) return value;
  scope.report(type === 'boolean' ? problems.notBoolean(text) : problems.badValue(EXPECTED[type]), scalar);
  return undefined;
}

const EXPECTED: Readonly<Record<Exclude<AttributeType, 'complex'>, string>> = {
  string: 'text',
  reference: 'text',
  boolean: 'true or false',
  integer: 'a whole number',
  decimal: 'a number',
  dateTime: 'a date and time such as 2027-06-30T17:00:00Z',
  binary: 'base64',
};

function parse(type: Exclude<AttributeType, 'complex'>, text: string): JsonValue | undefined {
  switch (type) {
    case 'string':
    case 'reference':
      return text;
    case 'boolean':
      return BOOLEANS.get(text);
    case 'integer':
      return INTEGER.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
    case 'decimal':
      return DECIMAL.test(text) ? Number(text) : undefined;
    case 'dateTime':
      return DATE_TIME.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
    case 'binary':
      return BASE64.test(text) ? text : undefined;
  }
}
