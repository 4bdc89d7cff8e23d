import jsonPatch from 'fast-json-patch';
import type { AttributeTable } from '../../model/attribute-table.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { ownProperty } from '../../syntax/property.ts';
import type { Context } from '../context.ts';
import { type AttributeState, type NormalForm, normalForm } from './normal-form.ts';
import type { ElementPair } from './pair-elements.ts';

/** One attribute that differs, with its differences; there is at least one. */
export interface AttributeDiff {
  readonly state: AttributeState;
  readonly edits: readonly Edit[];
}

/** One difference, smaller than which SCIM cannot address. */
export type Edit =
  | { readonly kind: 'set'; readonly sub?: string; readonly value: JsonValue }
  | { readonly kind: 'clear'; readonly sub?: string }
  | { readonly kind: 'addElement'; readonly element: JsonValue }
  | { readonly kind: 'removeElement'; readonly element: JsonValue }
  | {
      readonly kind: 'changeElement';
      readonly pair: ElementPair;
      readonly sub: string;
      /** Undefined where the sub-attribute goes. */
      readonly value: JsonValue | undefined;
    };

/** The differences of a resource, empty where it holds everything, and the form in which they were found. */
export interface ResourceDiff {
  readonly form: NormalForm;
  readonly diffs: readonly AttributeDiff[];
}

/** A resource that holds everything that is declared. */
export const NO_DIFFERENCE: ResourceDiff = { form: { current: {}, desired: {}, attributes: new Map() }, diffs: [] };

/** Compares declared attributes with the resource that should hold them. */
export function diffAttributes(
  declared: JsonObject,
  resource: JsonObject,
  table: AttributeTable,
  context: Context,
): ResourceDiff {
  const form = normalForm(declared, resource, table, context);
  if (form.attributes.size === 0) return NO_DIFFERENCE;
  const edits = new Map<string, Map<string, Edit>>();
  for (const { path } of jsonPatch.compare(form.current, form.desired)) {
    const [key = '', ...rest] = path.slice(1).split('/').map(jsonPatch.unescapePathComponent);
    const state = form.attributes.get(key);
    if (state === undefined) continue;
    const depth = state.definition.multiValued ? 2 : 1;
    const address = rest.slice(0, depth);
    const ofAttribute = edits.get(key) ?? new Map<string, Edit>();
    ofAttribute.set(JSON.stringify(address), editAt(form, key, state, address));
    edits.set(key, ofAttribute);
  }
  return { form, diffs: diffsInOrder(form, edits) };
}

/** In the order of the declaration's names and not of the comparison, which lists removals first and backwards. */
function diffsInOrder(
  form: NormalForm,
  edits: ReadonlyMap<string, ReadonlyMap<string, Edit>>,
): readonly AttributeDiff[] {
  const diffs: AttributeDiff[] = [];
  for (const key of [...edits.keys()].sort()) {
    const state = form.attributes.get(key);
    const found = edits.get(key);
    if (state === undefined || found === undefined) continue;
    diffs.push({ state, edits: [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edit]) => edit) });
  }
  return diffs;
}

function editAt(form: NormalForm, key: string, state: AttributeState, address: readonly string[]): Edit {
  const value = valueAt(form.desired[key], address);
  if (!state.definition.multiValued) return setOrClear(address[0], value);
  const [index, sub] = address;
  if (index === undefined) return setOrClear(undefined, value);
  const pair = state.pairs[Number(index)] ?? { desired: null };
  if (sub !== undefined) return { kind: 'changeElement', pair, sub, value };
  return pair.desired === undefined
    ? { kind: 'removeElement', element: pair.current }
    : { kind: 'addElement', element: pair.desired };
}

function setOrClear(sub: string | undefined, value: JsonValue | undefined): Edit {
  const at = sub === undefined ? {} : { sub };
  return value === undefined ? { kind: 'clear', ...at } : { kind: 'set', ...at, value };
}

function valueAt(value: JsonValue | undefined, address: readonly string[]): JsonValue | undefined {
  return address.reduce<JsonValue | undefined>(
    (at, name) => (isJsonObject(at) ? ownProperty(at, name) : undefined),
    value,
  );
}
