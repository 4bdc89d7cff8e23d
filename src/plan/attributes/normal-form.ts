import type { AttributeDefinition } from '../../model/attribute.ts';
import { type AttributeTable, isExtension } from '../../model/attribute-table.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { GROUP_SCHEMA } from '../../model/schemas/group.ts';
import { isSecretReference } from '../../model/special-value.ts';
import { heldProperty } from '../../syntax/property.ts';
import { isSaidFalse } from '../../syntax/said-false.ts';
import type { Context } from '../context.ts';
import {
  type AttributeName,
  attributeOf,
  definitionOf,
  isUnassigned,
  printAttributeName,
  subDefinitionOf,
} from './attribute-lookup.ts';
import { sameValue } from './canonical-value.ts';
import { type ElementKind, elementKind } from './element-kind.ts';
import { isOwnedElement } from './owned-elements.ts';
import { type ElementPair, pairElements } from './pair-elements.ts';

/**
 * Declared and current attributes in one form, in which a plain comparison of JSON is right.
 *
 * Complexity lives here and not in the differ: only what is declared appears; what is equal by SCIM's rules is
 * the same value on both sides; what is unassigned is absent; elements of multi-valued attributes stand under a key
 * that both sides share instead of a position, because SCIM selects by filter and order means nothing.
 */
export interface NormalForm {
  readonly current: JsonObject;
  readonly desired: JsonObject;
  /** What stands behind each attribute of the form, by its name there. */
  readonly attributes: ReadonlyMap<string, AttributeState>;
}

/** One declared attribute beside what the service holds of it. */
export interface AttributeState {
  readonly name: AttributeName;
  readonly definition: AttributeDefinition;
  /** The name of a group, which is an identifier as a userName is. */
  readonly isGroupName: boolean;
  readonly desired: JsonValue;
  readonly current: JsonValue | undefined;
  /** Elements that belong to the service: kept whatever is declared. */
  readonly owned: readonly JsonValue[];
  /** The elements of a multi-valued attribute; element `i` of this list has the key `i` in the form. */
  readonly pairs: readonly ElementPair[];
}

/** Lists every declared attribute, those of extensions one by one, in the order of the declaration. */
export function declaredAttributes(declared: JsonObject): readonly (readonly [AttributeName, JsonValue])[] {
  const found: (readonly [AttributeName, JsonValue])[] = [];
  for (const name in declared) {
    const value = declared[name] ?? null;
    if (!isExtension(name)) found.push([{ name }, value]);
    else if (isJsonObject(value)) {
      for (const inner in value) found.push([{ schema: name, name: inner }, value[inner] ?? null]);
    }
  }
  return found;
}

/** Brings declared attributes and the resource that should hold them to their normal form. */
export function normalForm(
  declared: JsonObject,
  resource: JsonObject,
  table: AttributeTable,
  context: Context,
): NormalForm {
  const current: Record<string, JsonValue> = {};
  const desired: Record<string, JsonValue> = {};
  const attributes = new Map<string, AttributeState>();
  for (const [name, value] of declaredAttributes(declared)) {
    const held = attributeOf(resource, name);
    if (value === held) continue;
    const state = attributeState(name, value, held, table, context);
    const form = formOf(state, context);
    const key = printAttributeName(name);
    attributes.set(key, state);
    if (form.current !== undefined) current[key] = form.current;
    if (form.desired !== undefined) desired[key] = form.desired;
  }
  return { current, desired, attributes };
}

interface Form {
  readonly current?: JsonValue;
  readonly desired?: JsonValue;
}

const EQUAL: Form = {};

/** Puts a declared attribute beside what the service holds of it. */
export function attributeState(
  name: AttributeName,
  desired: JsonValue,
  current: JsonValue | undefined,
  table: AttributeTable,
  context: Context,
): AttributeState {
  const definition = definitionOf(table, name, current !== undefined && desired === null ? current : desired);
  const isGroupName = table.schema === GROUP_SCHEMA && name.schema === undefined && name.name === 'displayName';
  if (!definition.multiValued) return { name, definition, isGroupName, desired, current, owned: [], pairs: [] };
  const kind = elementKind(definition, name, context);
  const all = elementsOf(current ?? null);
  // Where nothing is held, nothing has to step back.
  const wanted = all.length === 0 ? elementsOf(desired) : withPrimary(elementsOf(desired));
  const owned = all.filter((element) => isOwnedElement(name, element, context));
  const held = owned.length === 0 ? all : all.filter((element) => !owned.includes(element));
  const pairs = pairElements(kind, wanted, held);
  return { name, definition, isGroupName, desired: wanted, current, owned, pairs };
}

/**
 * `primary` is managed for the whole attribute if any declared element says true (RFC 7643 section 2.4 allows one), else for
 * each that says false.
 */
function withPrimary(elements: readonly JsonValue[]): readonly JsonValue[] {
  const managed = elements.some((element) => isJsonObject(element) && element['primary'] === true);
  return elements.map((element) => {
    if (!isJsonObject(element)) return element;
    return managed && element['primary'] !== true ? { ...element, primary: false } : element;
  });
}

/** The elements of a multi-valued attribute; services that return a single value mean a list of one. */
function elementsOf(value: JsonValue): readonly JsonValue[] {
  if (isUnassigned(value)) return [];
  return isJsonArray(value) ? value.filter((element) => !isUnassigned(element)) : [value];
}

function formOf(state: AttributeState, context: Context): Form {
  if (state.definition.multiValued) return multiValuedForm(state, context);
  if (isComplex(state.desired)) return complexForm(state, state.desired, context);
  if (isUnassigned(state.desired)) return isUnassigned(state.current) ? EQUAL : { current: state.current ?? null };
  return simpleForm(state, context);
}

/** A secret is an object to JSON alone. */
function isComplex(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && !isSecretReference(value);
}

function simpleForm({ name, definition, isGroupName, desired, current }: AttributeState, context: Context): Form {
  if (current === undefined || isUnassigned(current)) return { desired };
  const kind = {
    definition,
    path: printAttributeName(name),
    isName: isGroupName || (name.schema === undefined && name.name === 'userName'),
  };
  return sameValue(kind, desired, current, context) ? EQUAL : { current, desired };
}

/** Both sides are objects even where the service has none, so that every difference is one sub-attribute. */
function complexForm(state: AttributeState, desired: JsonObject, context: Context): Form {
  const current = isJsonObject(state.current) ? state.current : {};
  return subAttributes(desired, current, (sub, wanted, held) => {
    const definition = subDefinitionOf(state.definition, sub, wanted);
    return sameValue({ definition, path: `${printAttributeName(state.name)}.${sub}` }, wanted, held, context);
  });
}

function multiValuedForm({ name, definition, pairs }: AttributeState, context: Context): Form {
  const current: Record<string, JsonValue> = {};
  const desired: Record<string, JsonValue> = {};
  const kind = elementKind(definition, name, context);
  for (const [key, pair] of pairs.entries()) {
    const form = pairForm(pair, kind);
    if (form.current !== undefined) current[key] = form.current;
    if (form.desired !== undefined) desired[key] = form.desired;
  }
  return { current, desired };
}

/** Simple values are paired only where they are equal, so that one text stands for both. */
function pairForm({ desired, current }: ElementPair, kind: ElementKind): Form {
  if (isJsonObject(desired) && isJsonObject(current)) return subAttributes(desired, current, kind.sameSub);
  if (desired === undefined) return { current };
  return current === undefined ? { desired: withoutUnassigned(desired) } : { desired, current: desired };
}

/** A new element as it will be sent. */
function withoutUnassigned(element: JsonValue): JsonValue {
  if (!isJsonObject(element)) return element;
  return Object.fromEntries(Object.entries(element).filter(([, value]) => !isUnassigned(value)));
}

/**
 * The declared sub-attributes on both sides: equal ones as one value, unassigned ones left out but for `primary`, which is
 * false where nothing is said (RFC 7643 section 2.4).
 */
function subAttributes(
  desired: JsonObject,
  current: JsonObject,
  same: (sub: string, desired: JsonValue, current: JsonValue) => boolean,
): Required<Form> {
  const wantedForm: Record<string, JsonValue> = {};
  const heldForm: Record<string, JsonValue> = {};
  for (const sub in desired) {
    const wanted = assigned(sub, desired[sub]);
    const held = assigned(sub, heldProperty(current, sub));
    if (wanted !== undefined) wantedForm[sub] = wanted;
    if (held === undefined) continue;
    heldForm[sub] = wanted !== undefined && same(sub, wanted, held) ? wanted : held;
  }
  return { desired: wantedForm, current: heldForm };
}

function assigned(sub: string, value: JsonValue | undefined): JsonValue | undefined {
  if (value !== undefined && !isUnassigned(value)) return sub === 'primary' && isSaidFalse(value) ? false : value;
  return sub === 'primary' ? false : undefined;
}
