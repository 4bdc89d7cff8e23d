import type { AttributeDefinition } from '../../model/attribute.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { EvaluationRules } from '../../syntax/filter/evaluate.ts';
import type { ValuePath } from '../../syntax/path.ts';
import { propertyName, propertyOf } from '../../syntax/property.ts';
import { ScimError } from '../http/refuse.ts';
import { mergeComplex, readSingle, readUnknown, withProperty } from '../resources/read-value.ts';

/** The attribute that an operation changes. */
export interface Target {
  /** Undefined for an attribute of an extension that the service does not know: any value will do. */
  readonly definition: AttributeDefinition | undefined;
  readonly path: ValuePath;
  readonly evaluation: EvaluationRules;
  /** Whether a change of one sub-attribute removes the others. */
  readonly isWiped: boolean;
  /** Whether the operation fails where there is no value yet. */
  readonly needsValue: boolean;
  /** Whether the attribute stands in the core schema. */
  readonly core: boolean;
}

/** Sets one sub-attribute, or removes it where the value is undefined or null; undefined when nothing is left. */
export function setSubAttribute(
  target: Target,
  current: JsonObject,
  value: JsonValue | undefined,
): JsonObject | undefined {
  const { definition, path } = target;
  const name = path.subAttribute ?? '';
  if (target.needsValue && propertyOf(current, name) === undefined) failOnNothing();
  const object = target.isWiped ? typeOnly(current) : current;
  if (definition !== undefined) return mergeComplex(definition, object, { [name]: value ?? null });
  const changed = withProperty(object, propertyName(object, name), readUnknown(value ?? null));
  return Object.keys(changed).length === 0 ? undefined : changed;
}

/**
 * Fails as a service does whose code takes for granted that what is replaced is there.
 * @throws ScimError 500
 */
export function failOnNothing(): never {
  throw new ScimError(500, 'Cannot invoke a method of a value that is null.');
}

function typeOnly({ type }: JsonObject): JsonObject {
  return type === undefined ? {} : { type };
}

/** A complex value changes in the sub-attributes that are named, any other is set. */
export function mergeOrSet(
  definition: AttributeDefinition | undefined,
  current: JsonValue | undefined,
  value: JsonValue,
): JsonValue | undefined {
  if (definition === undefined) return isJsonObject(value) ? { ...asObject(current), ...value } : readUnknown(value);
  return definition.type === 'complex'
    ? mergeComplex(definition, asObject(current), value)
    : readSingle(definition, value);
}

/** The value if it is an object, else an empty one. */
export function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
