import type { AttributeDefinition } from '../../model/attribute.ts';
import { subAttribute } from '../../model/attribute-table.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { heldProperty } from '../../syntax/property.ts';
import { isUnassigned } from './attribute-lookup.ts';
import type { AttributeState } from './normal-form.ts';

/**
 * What an attribute will hold as a whole, with the parts that nobody declared kept:
 * for requests that can only replace an attribute. Undefined where nothing remains.
 */
export function wholeValue({ definition, desired, current, owned, pairs }: AttributeState): JsonValue | undefined {
  if (definition.multiValued) {
    const elements = pairs.flatMap((pair) =>
      pair.desired === undefined ? [] : [mergedElement(definition, pair.desired, pair.current)],
    );
    const all = [...owned, ...elements];
    return all.length === 0 ? undefined : all;
  }
  if (!isJsonObject(desired)) return isUnassigned(desired) ? undefined : desired;
  const merged = merge(definition, desired, isJsonObject(current) ? current : {});
  return isUnassigned(merged) ? undefined : merged;
}

/**
 * The same for `replace` of a complex attribute, which leaves alone what its value does not name
 * (RFC 7644 section 3.5.2.3): what goes is named as null.
 */
export function replacementValue(state: AttributeState): JsonValue | undefined {
  const whole = wholeValue(state);
  const { desired, current } = state;
  if (!isJsonObject(whole) || !isJsonObject(desired) || !isJsonObject(current)) return whole;
  const going = Object.keys(desired).filter(
    (name) => isUnassigned(desired[name]) && !isUnassigned(heldProperty(current, name)),
  );
  return { ...whole, ...Object.fromEntries(going.map((name) => [name, null] as const)) };
}

/** An element as it will be: the declared parts over those of the current one, if there is one; nulls have done their work. */
function mergedElement(definition: AttributeDefinition, desired: JsonValue, current: JsonValue | undefined): JsonValue {
  return isJsonObject(desired) ? merge(definition, desired, isJsonObject(current) ? current : {}) : desired;
}

/** Declared sub-attributes over the current ones; `$ref` goes, because it belongs to the value that was there. */
function merge(definition: AttributeDefinition, desired: JsonObject, current: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = {};
  const declared = new Set(Object.keys(desired).map((name) => name.toLowerCase()));
  for (const [name, value] of Object.entries(current)) {
    const isReadOnly = subAttribute(definition, name)?.mutability === 'readOnly';
    if (!declared.has(name.toLowerCase()) && !isReadOnly && name !== '$ref') merged[name] = value;
  }
  for (const [name, value] of Object.entries(desired)) if (value !== null) merged[name] = value;
  return merged;
}
