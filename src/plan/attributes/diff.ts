import jsonPatch from 'fast-json-patch';
import type { AttributeTable } from '../../model/attribute-table.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { ownProperty } from '../../syntax/property.ts';
import type { Context } from '../context.ts';
import { type AttributeState, type NormalForm, normalForm } from './normal-form.ts';
import type { ElementPair } from './pair-elements.ts';

/** One attribute that differs, with its differences in the order of the declaration; there is at least one. */
export interface AttributeDiff {
  readonly state: AttributeState;
  readonly edits: readonly AttributeEdit[];
}

/** One difference, smaller than which SCIM cannot address: of an attribute, of an element, or of a sub-attribute of either. */
export interface AttributeEdit extends Values {
  readonly kind: 'add' | 'remove' | 'replace';
  /** The element that it is about; absent where the attribute has a single value. */
  readonly pair?: ElementPair;
  /** Absent where the attribute or the element comes, goes or changes as a whole. */
  readonly sub?: string;
}

/** Absent is what is not held, or is not to be held. */
interface Values {
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** The differences of a resource, empty where it holds everything, and the form in which they were found. */
export interface ResourceDiff {
  readonly form: NormalForm;
  /** In the order of the names, whatever the order in the files. */
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
  const edits = new Map<string, Map<string, AttributeEdit>>();
  for (const { path, ...values } of compare(form)) {
    const [key = '', ...rest] = path;
    const state = form.attributes.get(key);
    if (state === undefined) continue;
    // Inside of what SCIM addresses as one, a difference is one of the whole.
    const address = rest.slice(0, state.definition.multiValued ? 2 : 1);
    const found = rest.length === address.length ? values : valuesAt(form, [key, ...address]);
    const ofAttribute = edits.get(key) ?? new Map<string, AttributeEdit>();
    edits.set(key, ofAttribute.set(JSON.stringify(address), editAt(state, address, found)));
  }
  const diffs = [...edits.keys()].sort().flatMap((key) => {
    const [state, found] = [form.attributes.get(key), edits.get(key)];
    return state === undefined || found === undefined
      ? []
      : [{ state, edits: inDeclaredOrder(state, [...found.values()]) }];
  });
  return { form, diffs };
}

/** What differs by plain JSON, with the values on both sides: what is replaced or removed stands in a test ahead of it. */
function compare({ current, desired }: NormalForm): readonly (Values & { readonly path: readonly string[] })[] {
  const found: (Values & { readonly path: readonly string[] })[] = [];
  let held: Values = {};
  for (const operation of jsonPatch.compare(current, desired, true)) {
    if (operation.op === 'test') {
      held = { before: operation.value };
      continue;
    }
    const path = operation.path.slice(1).split('/').map(jsonPatch.unescapePathComponent);
    found.push({ path, ...held, ...('value' in operation ? { after: operation.value } : {}) });
    held = {};
  }
  return found;
}

function valuesAt({ current, desired }: NormalForm, path: readonly string[]): Values {
  const at = (form: JsonObject) =>
    path.reduce<JsonValue | undefined>(
      (value, name) => (isJsonObject(value) ? ownProperty(value, name) : undefined),
      form,
    );
  const [before, after] = [at(current), at(desired)];
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function editAt({ definition, pairs }: AttributeState, address: readonly string[], values: Values): AttributeEdit {
  const [pair, sub] = definition.multiValued ? [pairs[Number(address[0])], address[1]] : [undefined, address[0]];
  const kind = values.before === undefined ? 'add' : values.after === undefined ? 'remove' : 'replace';
  return { kind, ...(pair === undefined ? {} : { pair }), ...(sub === undefined ? {} : { sub }), ...values };
}

/** The comparison lists removals first and backwards; elements stand as they are paired, sub-attributes as they are declared. */
function inDeclaredOrder(
  { desired, pairs }: AttributeState,
  edits: readonly AttributeEdit[],
): readonly AttributeEdit[] {
  const element = ({ pair }: AttributeEdit) => (pair === undefined ? 0 : pairs.indexOf(pair));
  const place = ({ pair, sub }: AttributeEdit) => {
    const declared = pair === undefined ? desired : pair.desired;
    return sub === undefined || !isJsonObject(declared) ? 0 : Object.keys(declared).indexOf(sub);
  };
  return edits.toSorted((a, b) => element(a) - element(b) || place(a) - place(b));
}
