import { type AttributeTable, isExtension } from '../../model/attribute-table.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { heldProperty } from '../../syntax/property.ts';
import { definitionOf } from './attribute-lookup.ts';

/** The attributes with each extension that is null written out: null for all that the service holds in it and may lose. */
export function withClearedExtensions(
  attributes: JsonObject,
  current: JsonObject | undefined,
  table: AttributeTable,
): JsonObject {
  const cleared: string[] = [];
  for (const name in attributes) if (attributes[name] === null && isExtension(name)) cleared.push(name);
  if (cleared.length === 0) return attributes;
  const all: Record<string, JsonValue> = { ...attributes };
  for (const schema of cleared) {
    const held = current === undefined ? undefined : heldProperty(current, schema);
    const names = Object.entries(isJsonObject(held) ? held : {})
      .filter(([name, value]) => definitionOf(table, { schema, name }, value).mutability !== 'readOnly')
      .map(([name]) => [name, null] as const);
    if (names.length === 0) delete all[schema];
    else all[schema] = Object.fromEntries(names);
  }
  return all;
}
