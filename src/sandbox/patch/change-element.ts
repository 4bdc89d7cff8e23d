import type { AttributeDefinition } from '../../model/attribute.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { EvaluationRules } from '../../syntax/filter/evaluate.ts';
import type { ValuePath } from '../../syntax/path.ts';
import { propertyName } from '../../syntax/property.ts';
import { mergeComplex, readSingle, readUnknown, withProperty } from '../resources/read-value.ts';

/** The attribute that an operation changes. */
export interface Target {
  /** Undefined for an attribute of an extension that the service does not know: any value will do. */
  readonly definition: AttributeDefinition | undefined;
  readonly path: ValuePath;
  readonly evaluation: EvaluationRules;
}

/** Sets one sub-attribute, or removes it where the value is undefined or null; undefined when nothing is left. */
export function setSubAttribute(
  target: Target,
  object: JsonObject,
  value: JsonValue | undefined,
): JsonObject | undefined {
  const { definition, path } = target;
  const name = path.subAttribute ?? '';
  if (definition !== undefined) return mergeComplex(definition, object, { [name]: value ?? null });
  const changed = withProperty(object, propertyName(object, name), readUnknown(value ?? null));
  return Object.keys(changed).length === 0 ? undefined : changed;
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
