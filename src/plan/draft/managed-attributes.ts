import { type AttributeTable, pointsAtUser } from '../../model/attribute-table.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Edit, ManagedAttributes } from '../../model/plan.ts';
import { ownProperty } from '../../syntax/property.ts';
import { definitionOf, printAttributeName } from '../attributes/attribute-lookup.ts';
import type { AttributeDiff, AttributeEdit, ResourceDiff } from '../attributes/diff.ts';
import { editLabel } from '../attributes/edit-label.ts';
import { type AttributeState, declaredAttributes } from '../attributes/normal-form.ts';
import { inStableOrder } from '../attributes/pair-elements.ts';
import { setAttribute } from '../attributes/set-attribute.ts';
import type { References } from '../references/resolve-references.ts';

/** The managed attributes as they are and as they will be, in SCIM's own shape, and what leads from the one to the other. */
export interface ShownAttributes {
  /** In the order of the declaration. */
  readonly edits: readonly Edit[];
  readonly before: ManagedAttributes;
  readonly after: ManagedAttributes;
}

/**
 * Reads both sides back from the normal form, so that what a plan shows is what was compared.
 * What does not differ is the same on both sides; null stands for what is unassigned.
 */
export function shownAttributes(
  resolved: JsonObject,
  { form, diffs }: ResourceDiff,
  table: AttributeTable,
  references: References,
): ShownAttributes {
  const differing = new Map(diffs.map((diff) => [printAttributeName(diff.state.name), diff]));
  const before: Attributes = {};
  const after: Attributes = {};
  const edits: Edit[] = [];
  for (const [name, value] of declaredAttributes(resolved)) {
    const key = printAttributeName(name);
    const diff = differing.get(key);
    const state = diff?.state;
    const same = isJsonArray(value) ? inStableOrder(value) : value;
    const wasForm = state === undefined ? same : denormalised(state, form.current[key]);
    const willForm =
      state === undefined ? same : denormalised(state, withCleared(form.desired[key], form.current[key]));
    const isReference = pointsAtUser(state?.definition ?? definitionOf(table, name, value));
    setAttribute(before, name, isReference ? withName(wasForm, references) : wasForm);
    setAttribute(after, name, isReference ? withName(willForm, references) : willForm);
    if (diff !== undefined) edits.push(...diff.edits.map((edit) => shownEdit(diff, edit, references)));
  }
  return { before, after, edits };
}

/** An edit with its label; of a reference to a user, the value is all that there is to show. */
function shownEdit(diff: AttributeDiff, edit: AttributeEdit, references: References): Edit {
  const { kind, sub, before, after } = edit;
  const isReference = pointsAtUser(diff.state.definition);
  const isId = isReference && sub === 'value';
  const shown = (value: JsonValue) => (isReference ? withName(isId ? { value } : value, references) : value);
  const { sub: _value, ...whole } = edit;
  return {
    label: editLabel(diff, isId ? whole : edit),
    kind,
    ...(before === undefined ? {} : { before: shown(before) }),
    ...(after === undefined ? {} : { after: shown(after) }),
  };
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

/** People read userNames and not ids: a reference carries its name as `$name`. */
function withName(value: JsonValue, references: References): JsonValue {
  const id = isJsonObject(value) ? value['value'] : undefined;
  return isJsonObject(value) && typeof id === 'string' ? { ...value, $name: references.nameOf(id).name } : value;
}
