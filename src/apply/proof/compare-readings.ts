import type { AttributeDefinition } from '../../model/attribute.ts';
import type { Finding } from '../../model/finding.ts';
import { canonicalJson, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ScimResource } from '../../model/resource.ts';
import {
  type AttributeName,
  attributeOf,
  definitionOf,
  isUnassigned,
  printAttributeName,
  subDefinitionOf,
} from '../../plan/attributes/attribute-lookup.ts';
import { sameValue } from '../../plan/attributes/canonical-value.ts';
import { elementKind } from '../../plan/attributes/element-kind.ts';
import { declaredAttributes } from '../../plan/attributes/normal-form.ts';
import { pairElements } from '../../plan/attributes/pair-elements.ts';
import { heldProperty } from '../../syntax/property.ts';
import { type Bounds, outside, pathOf } from './outside.ts';

/** Values by which people sign in, or which let them do things: another one is no mere rewriting. */
const SENSITIVE = new Set(['active', 'username', 'externalid', 'manager', 'roles', 'entitlements']);

/** One attribute in both readings. */
interface Compared {
  readonly name: AttributeName;
  readonly definition: AttributeDefinition;
  readonly bounds: Bounds;
}

/**
 * What a later reading of a resource shows otherwise than an earlier one, by the planner's normal form: what is gone, what
 * became another value, and which elements came. Members are not among it. What lies outside (`outside.ts`) is left out.
 */
export function compareReadings(earlier: ScimResource, later: ScimResource, bounds: Bounds): readonly Finding[] {
  return attributeNames(earlier, later).flatMap((name) => {
    const was = attributeOf(earlier, name) ?? null;
    const is = attributeOf(later, name) ?? null;
    if (was === is) return [];
    const definition = definitionOf(bounds.context.tables[bounds.type], name, was ?? is);
    if (outside({ name, definition, value: was }, bounds) !== undefined) return [];
    return compareAttribute(was, is, { name, definition, bounds });
  });
}

/** Every attribute of either, but for members; those of extensions one by one. */
function attributeNames(earlier: JsonObject, later: JsonObject): readonly AttributeName[] {
  const names = new Map<string, AttributeName>();
  for (const [name] of [...declaredAttributes(later), ...declaredAttributes(earlier)]) {
    names.set(pathOf(name, undefined), name);
  }
  names.delete('members');
  return [...names.values()];
}

function compareAttribute(was: JsonValue, is: JsonValue, compared: Compared): readonly Finding[] {
  const { name, definition, bounds } = compared;
  if (definition.multiValued || isJsonArray(was)) return compareElements(elementsOf(was), elementsOf(is), compared);
  if (isJsonObject(was) && (isJsonObject(is) || isUnassigned(is))) {
    return compareParts(was, isJsonObject(is) ? is : {}, compared);
  }
  const attribute = printAttributeName(name);
  if (isUnassigned(was)) return isUnassigned(is) ? [] : [{ kind: 'came', attribute, found: is }];
  if (isUnassigned(is)) return [{ kind: 'gone', attribute, expected: was }];
  return sameValue({ definition, path: attribute }, was, is, bounds.context)
    ? []
    : [other(compared, undefined, was, is)];
}

function compareElements(was: readonly JsonValue[], is: readonly JsonValue[], compared: Compared): readonly Finding[] {
  const { name, definition, bounds } = compared;
  const isCompared = (element: JsonValue) => outside({ name, definition, value: element }, bounds) === undefined;
  const kind = elementKind(definition, name, bounds.context);
  const attribute = printAttributeName(name);
  return pairElements(kind, was.filter(isCompared), is.filter(isCompared)).flatMap((pair): readonly Finding[] => {
    if (pair.desired === undefined) return [{ kind: 'came', attribute, found: pair.current }];
    if (pair.current === undefined) return [{ kind: 'gone', attribute, expected: pair.desired }];
    const [before, after] = [pair.desired, pair.current];
    return isJsonObject(before) && isJsonObject(after) ? compareParts(before, after, compared) : [];
  });
}

/** Compares the sub-attributes of a complex value or of an element. */
function compareParts(was: JsonObject, is: JsonObject, compared: Compared): readonly Finding[] {
  const { name, definition, bounds } = compared;
  const attribute = printAttributeName(name);
  return Object.entries(was).flatMap(([sub, before]): readonly Finding[] => {
    const after = heldProperty(is, sub) ?? null;
    if (isUnassigned(before) || canonicalJson(before) === canonicalJson(after)) return [];
    if (outside({ name, definition, sub, value: before }, bounds) !== undefined) return [];
    const path = `${attribute}.${sub}`;
    if (isUnassigned(after)) return [{ kind: 'gone', attribute: path, expected: before }];
    const kind = { definition: subDefinitionOf(definition, sub, before), path };
    return sameValue(kind, before, after, bounds.context) ? [] : [other(compared, sub, before, after)];
  });
}

/** Another value: lost where it is one of those that matter, else what services do of themselves. */
function other({ name }: Compared, sub: string | undefined, was: JsonValue, is: JsonValue): Finding {
  const isSensitive = SENSITIVE.has(name.name.toLowerCase()) && (sub === undefined || sub.toLowerCase() === 'value');
  const attribute = `${printAttributeName(name)}${sub === undefined ? '' : `.${sub}`}`;
  return { kind: isSensitive ? 'changed' : 'derived', attribute, expected: was, found: is };
}

function elementsOf(value: JsonValue): readonly JsonValue[] {
  if (isUnassigned(value)) return [];
  return isJsonArray(value) ? value.filter((element) => !isUnassigned(element)) : [value];
}
