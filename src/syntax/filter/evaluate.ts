import type { AttributeTable } from '../../model/attribute-table.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { findAttribute } from '../find-attribute.ts';
import { propertyOf, schemaContainer } from '../property.ts';
import { compareValues } from './compare-values.ts';
import type { AttributePath, Comparison, Filter } from './filter.ts';

/** `unknown` is the answer of a comparison with an attribute that is not there. */
export type Truth = boolean | 'unknown';

/** What an evaluation has to know of attributes; a path without sub-attribute stands for its `value` too. */
export interface EvaluationRules {
  /** Whether upper and lower case differ in values of this attribute. */
  caseExact(path: AttributePath): boolean;
  /** Whether values of this attribute are compared as points in time. */
  isDateTime(path: AttributePath): boolean;
  /** Whether values of this attribute are true and false even where they are written as text. */
  isBoolean(path: AttributePath): boolean;
}

/** The rules that a table of attributes implies; what it does not know has the defaults of RFC 7643 section 2.2. */
export function rulesOf(table: AttributeTable): EvaluationRules {
  const definition = (path: AttributePath) => {
    const found = findAttribute(table, path);
    return found?.type === 'complex' ? findAttribute(table, { ...path, subAttribute: 'value' }) : found;
  };
  return {
    caseExact: (path) => definition(path)?.caseExact ?? false,
    isDateTime: (path) => definition(path)?.type === 'dateTime',
    isBoolean: () => false,
  };
}

/**
 * Whether a resource matches a filter, as a service answers it. RFC 7644 is silent on comparisons with an attribute
 * that is not there: here none of them matches, `ne` and `not (… eq …)` included, as in SQL.
 */
export function evaluate(filter: Filter, resource: JsonObject, rules: EvaluationRules): boolean {
  return truthOf(filter, resource, rules) === true;
}

/**
 * The three-valued answer: unknown where it hangs on an attribute that the resource does not carry.
 * `pr` and comparisons with null are never unknown, because they ask just that. A multi-valued attribute matches
 * if one of its elements does; a complex value without a sub-attribute is compared by its `value`.
 */
export function truthOf(filter: Filter, resource: JsonObject, rules: EvaluationRules): Truth {
  return truthIn({ object: resource, rules }, filter);
}

/**
 * Whether one element of a multi-valued attribute matches the filter of a value path on it.
 * @param parent the attribute that the element belongs to
 */
export function matchesElement(
  filter: Filter,
  element: JsonValue,
  parent: AttributePath,
  rules: EvaluationRules,
): boolean {
  return truthIn(elementContext(element, parent, rules), filter) === true;
}

/** What names in a filter refer to: a resource, or an element of the attribute `parent`. */
interface Context {
  readonly object: JsonObject;
  readonly rules: EvaluationRules;
  readonly parent?: AttributePath;
}

function elementContext(element: JsonValue, parent: AttributePath, rules: EvaluationRules): Context {
  return { object: isJsonObject(element) ? element : { value: element }, rules, parent };
}

function truthIn(context: Context, filter: Filter): Truth {
  switch (filter.kind) {
    case 'and':
      return negate(anyTrue(filter.operands, (operand) => negate(truthIn(context, operand))));
    case 'or':
      return anyTrue(filter.operands, (operand) => truthIn(context, operand));
    case 'not':
      return negate(truthIn(context, filter.operand));
    case 'present':
      return valuesAt(context.object, filter.path).some(isPresent);
    case 'valuePath':
      return anyTrue(elementsAt(context.object, filter.path), (element) =>
        truthIn(elementContext(element, filter.path, context.rules), filter.filter),
      );
    case 'compare':
      return compare(context, filter);
  }
}

function negate(truth: Truth): Truth {
  return truth === 'unknown' ? truth : !truth;
}

/** True if one is true, else unknown if one is unknown or there is none, else false. */
function anyTrue<T>(items: readonly T[], truth: (item: T) => Truth): Truth {
  let unknown = items.length === 0;
  for (const item of items) {
    const answer = truth(item);
    if (answer === true) return true;
    if (answer === 'unknown') unknown = true;
  }
  return unknown ? 'unknown' : false;
}

function compare(context: Context, { path, op, value }: Comparison): Truth {
  if (value === null) {
    const present = valuesAt(context.object, path).some(isPresent);
    return op === 'ne' ? present : op === 'eq' && !present;
  }
  const full = qualify(path, context.parent);
  const caseExact = context.rules.caseExact(full);
  const isDateTime = context.rules.isDateTime(full);
  const isBoolean = typeof value === 'boolean' && context.rules.isBoolean(full);
  return anyTrue(valuesAt(context.object, path), (actual) => {
    const scalar = scalarOf(actual);
    if (scalar === undefined) return 'unknown';
    return compareValues(isBoolean ? plainBoolean(scalar) : scalar, op, value, { caseExact, isDateTime });
  });
}

/** The values of a resource that a comparison with this path looks at. */
export function scalarsAt(resource: JsonObject, path: AttributePath): readonly JsonValue[] {
  return valuesAt(resource, path).flatMap((value) => scalarOf(value) ?? []);
}

/** What of a value is compared. */
function scalarOf(value: JsonValue): JsonValue | undefined {
  return isJsonObject(value) ? propertyOf(value, 'value') : value;
}

function plainBoolean(value: JsonValue): JsonValue {
  const text = typeof value === 'string' ? value.toLowerCase() : value;
  return text === 'true' || text === 'false' ? text === 'true' : value;
}

/** Inside a value path, names are sub-attributes of its attribute. */
function qualify(path: AttributePath, parent: AttributePath | undefined): AttributePath {
  return parent === undefined ? path : { ...parent, subAttribute: path.attribute };
}

function isPresent(value: JsonValue): boolean {
  if (isJsonArray(value)) return value.some(isPresent);
  if (isJsonObject(value)) return Object.values(value).some(isPresent);
  return value !== null && value !== '';
}

/** The elements of an attribute; a singular value is one element. */
function elementsAt(object: JsonObject, { schema, attribute }: AttributePath): readonly JsonValue[] {
  const container = schemaContainer(object, schema);
  const value = container === undefined ? undefined : propertyOf(container, attribute);
  if (value === undefined) return [];
  return isJsonArray(value) ? value : [value];
}

function valuesAt(object: JsonObject, path: AttributePath): readonly JsonValue[] {
  const elements = elementsAt(object, path);
  const { subAttribute } = path;
  if (subAttribute === undefined) return elements;
  return elements.flatMap((element) => {
    const value = isJsonObject(element) ? propertyOf(element, subAttribute) : undefined;
    if (value === undefined) return [];
    return isJsonArray(value) ? value : [value];
  });
}
