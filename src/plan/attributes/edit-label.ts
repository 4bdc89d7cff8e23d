import { extensionAlias } from '../../model/attribute-table.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { heldProperty } from '../../syntax/property.ts';
import { type AttributeName, printAttributeName } from './attribute-lookup.ts';
import type { AttributeDiff, AttributeEdit } from './diff.ts';
import type { ElementPair } from './pair-elements.ts';

/**
 * How people write what an edit is about: `title`, `name.givenName`, `enterprise.department`, `emails[work]`,
 * `emails[work].display`. What an element is about, its `value`, goes by the element's own label.
 */
export function editLabel(diff: AttributeDiff, edit: AttributeEdit): string {
  const name = attributeLabel(diff.state.name);
  const { pair, sub } = edit;
  if (pair === undefined) return sub === undefined ? name : `${name}.${sub}`;
  const key = sub === undefined ? newOrOldKey(edit.after ?? edit.before) : keptKey(diff, pair, sub);
  const element = key === undefined ? name : `${name}[${String(key)}]`;
  return sub === undefined || sub === 'value' ? element : `${element}.${sub}`;
}

function attributeLabel(name: AttributeName): string {
  if (name.schema === undefined) return name.name;
  const alias = extensionAlias(name.schema);
  return alias === name.schema ? printAttributeName(name) : `${alias}.${name.name}`;
}

/** What is shown of an element in one line by its value alone. */
const SHORT: ReadonlySet<string> = new Set(['type', 'value', 'primary']);

/** An element that comes or goes is known by its type; without one, by its value where there is more to it. */
function newOrOldKey(element: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(element)) return undefined;
  const isShort = Object.keys(element).every((sub) => SHORT.has(sub));
  return element['type'] ?? (isShort ? undefined : (element['value'] ?? ''));
}

/** An element that stays is known by the type that it keeps, if its value is shown or no other has that type, or else by its value. */
function keptKey({ state, edits }: AttributeDiff, { desired, current }: ElementPair, sub: string): JsonValue {
  const type = subOf(desired, 'type');
  const isKept = !edits.some((other) => other.pair?.desired === desired && other.sub === 'type');
  const others = state.pairs.filter((other) => other.desired !== desired && subOf(other.desired, 'type') === type);
  if (type !== undefined && isKept && (sub === 'value' || others.length === 0)) return type;
  return subOf(desired, 'value') ?? subOf(current, 'value') ?? type ?? subOf(current, 'type') ?? '';
}

function subOf(element: JsonValue | undefined, sub: string): JsonValue | undefined {
  return isJsonObject(element) ? (heldProperty(element, sub) ?? undefined) : undefined;
}
