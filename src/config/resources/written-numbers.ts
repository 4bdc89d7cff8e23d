import { type AttributeTable, isExtension } from '../../model/attribute-table.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Tree, TreeMap } from '../yaml/tree.ts';

/**
 * The source texts of numbers and booleans that say more than the value does (`4.50`, `TRUE`), in extensions that files
 * know nothing of: the service may say that the attribute is text.
 * @returns a tree of the same shape as the attributes, with null for everything else; undefined where there are none
 */
export function writtenNumbers(entry: TreeMap, { extensions }: AttributeTable): JsonObject | undefined {
  let found: Record<string, JsonValue> | undefined;
  for (const { key, value } of entry.entries.values()) {
    if (!isExtension(key) || extensions.has(key.toLowerCase())) continue;
    const texts = textsOf(value);
    if (texts !== null) found = { ...found, [key]: texts };
  }
  return found;
}

function textsOf(tree: Tree): JsonValue {
  if (tree.kind === 'scalar') {
    const isText = typeof tree.value === 'string' || tree.value === null;
    return isText || String(tree.value) === tree.text ? null : tree.text;
  }
  if (tree.kind === 'list') {
    const items = tree.items.map(textsOf);
    return items.some((item) => item !== null) ? items : null;
  }
  const inside = [...tree.entries].map(([key, { value }]) => [key, textsOf(value)] as const);
  const held = inside.filter(([, texts]) => texts !== null);
  return held.length === 0 ? null : Object.fromEntries(held);
}
