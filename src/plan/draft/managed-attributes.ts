import { type AttributeTable, pointsAtUser } from '../../model/attribute-table.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ManagedAttributes } from '../../model/plan.ts';
import { ownProperty } from '../../syntax/property.ts';
import { type AttributeName, definitionOf, printAttributeName } from '../attributes/attribute-lookup.ts';
import type { ResourceDiff } from '../attributes/diff.ts';
import { type AttributeState, declaredAttributes } from '../attributes/normal-form.ts';
import { inStableOrder } from '../attributes/pair-elements.ts';
import type { References } from '../references/resolve-references.ts';

/** The managed attributes as they are and as they will be, in SCIM's own shape. */
export interface BeforeAndAfter {
  readonly before: ManagedAttributes;
  readonly after: ManagedAttributes;
}

/**
 * Reads both sides back from the normal form, so that what a plan shows is what was compared.
 * What does not differ is the same on both sides; null stands for what is unassigned.
 */
export function beforeAndAfter(
  resolved: JsonObject,
  { form, diffs }: ResourceDiff,
  table: AttributeTable,
  references: References,
): BeforeAndAfter {
  const differing = new Map(diffs.map(({ state }) => [printAttributeName(state.name), state]));
  const before: Attributes = {};
  const after: Attributes = {};
  for (const [name, value] of declaredAttributes(resolved)) {
    const key = printAttributeName(name);
    const state = differing.get(key);
    const same = isJsonArray(value) ? inStableOrder(value) : value;
    const wasForm = state === undefined ? same : denormalised(state, form.current[key]);
    const willForm =
      state === undefined ? same : denormalised(state, withCleared(form.desired[key], form.current[key]));
    const isReference = pointsAtUser(state?.definition ?? definitionOf(table, name, value));
    put(before, name, isReference ? withName(wasForm, references) : wasForm);
    put(after, name, isReference ? withName(willForm, references) : willForm);
  }
  return { before, after };
}

type Attributes = Record<string, JsonValue>;

/** A multi-valued attribute stands in the form as an object by key. */
function denormalised({ definition }: AttributeState, value: JsonValue | undefined): JsonValue {
  if (!isJsonObject(value)) return value ?? null;
  if (definition.multiValued) return Object.values(value).filter((element) => element !== null);
  return Object.keys(value).length === 0 ? null : value;
}

/** What the resource will hold, with null for each sub-attribute that it loses: others that nobody declared stay. */
function withCleared(will: JsonValue | undefined, was: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(will) || !isJsonObject(was)) return will;
  const cleared: Record<string, JsonValue> = { ...will };
  for (const [name, value] of Object.entries(was)) {
    if (ownProperty(will, name) === undefined) cleared[name] = null;
    else if (isJsonObject(value)) cleared[name] = withCleared(ownProperty(will, name), value) ?? null;
  }
  return cleared;
}

function put(attributes: Attributes, { schema, name }: AttributeName, value: JsonValue): void {
  if (schema === undefined) {
    attributes[name] = value;
    return;
  }
  const extension = attributes[schema];
  attributes[schema] = { ...(isJsonObject(extension) ? extension : {}), [name]: value };
}

/** People read userNames and not ids: a reference carries its name as `$name`. */
function withName(value: JsonValue, references: References): JsonValue {
  const id = isJsonObject(value) ? value['value'] : undefined;
  return isJsonObject(value) && typeof id === 'string' ? { ...value, $name: references.nameOf(id).name } : value;
}
