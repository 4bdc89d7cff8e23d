import type { AttributeDefinition } from '../../model/attribute.ts';
import { canonicalJson, isJsonObject, type JsonValue } from '../../model/json.ts';
import { heldProperty } from '../../syntax/property.ts';
import { isSaidFalse } from '../../syntax/said-false.ts';
import type { Context } from '../context.ts';
import { type AttributeName, isUnassigned, printAttributeName, subDefinitionOf } from './attribute-lookup.ts';
import { canonicalValue, sameValue, type ValueKind } from './canonical-value.ts';

/** How the elements of one multi-valued attribute compare. */
export interface ElementKind {
  /** The sub-attribute that alone tells elements apart, where the profile names one. */
  readonly key: string | undefined;
  /** The canonical text of a sub-attribute's value. */
  canonicalSub(name: string, value: JsonValue): string;
  /** Whether two values of a sub-attribute are equal. */
  sameSub(name: string, desired: JsonValue, current: JsonValue): boolean;
  /** Whether a current element already has everything that the desired one declares. */
  holds(desired: JsonValue, current: JsonValue): boolean;
}

/** How the elements of an attribute compare, by its schema and the profile. */
export function elementKind(definition: AttributeDefinition, name: AttributeName, context: Context): ElementKind {
  const path = printAttributeName(name);
  const kindOf = (sub: string, value: JsonValue): ValueKind => ({
    definition: subDefinitionOf(definition, sub, value),
    path: `${path}.${sub}`,
  });
  const sameSub = (sub: string, desired: JsonValue, current: JsonValue) =>
    desired === current || sameValue(kindOf(sub, desired), desired, current, context);
  const elementValue: ValueKind = { definition, path };
  return {
    key: context.profile.elementKeys[path],
    canonicalSub: (sub, value) => canonicalValue(kindOf(sub, value), value, context),
    sameSub,
    holds(desired, current) {
      if (!isJsonObject(desired) || !isJsonObject(current)) return sameValue(elementValue, desired, current, context);
      for (const sub in desired) {
        const wanted = desired[sub] ?? null;
        const held = heldProperty(current, sub) ?? null;
        if (!isSameOrBothUnset(sub, wanted, held) && !(wanted !== null && held !== null && sameSub(sub, wanted, held)))
          return false;
      }
      return true;
    },
  };
}

/** Absent, null and what else says nothing are equal (RFC 7643 section 2.5), and so are absent and `primary: false` (section 2.4). */
function isSameOrBothUnset(sub: string, desired: JsonValue, current: JsonValue): boolean {
  if (desired === current) return true;
  if (isUnassigned(desired)) return isUnassigned(current);
  if (sub === 'primary') return isFalse(desired) && isFalse(current);
  return typeof desired === 'object' && desired !== null && canonicalJson(desired) === canonicalJson(current);
}

function isFalse(value: JsonValue): boolean {
  return value === null || isSaidFalse(value);
}
