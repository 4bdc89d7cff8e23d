import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { heldProperty, propertyName } from '../../syntax/property.ts';
import type { AttributeName } from './attribute-lookup.ts';

/**
 * Sets an attribute of a resource under the name that it has there already, in whatever case (RFC 7643 section 2.1);
 * undefined takes it away, and an extension with its last attribute.
 */
export function setAttribute(
  resource: Record<string, JsonValue>,
  { schema, name }: AttributeName,
  value: JsonValue | undefined,
): void {
  if (schema === undefined) {
    put(resource, name, value);
    return;
  }
  const held = heldProperty(resource, schema);
  const extension: Record<string, JsonValue> = isJsonObject(held) ? { ...held } : {};
  put(extension, name, value);
  put(resource, schema, Object.keys(extension).length === 0 ? undefined : extension);
}

function put(target: Record<string, JsonValue>, name: string, value: JsonValue | undefined): void {
  const known = propertyName(target, name);
  if (value === undefined) delete target[known];
  else target[known] = value;
}
