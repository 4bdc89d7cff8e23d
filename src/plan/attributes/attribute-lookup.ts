import type { AttributeDefinition } from '../../model/attribute.ts';
import { type AttributeTable, subAttribute } from '../../model/attribute-table.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { heldProperty } from '../../syntax/property.ts';

/** An attribute by name; `schema` is the URN of its extension and absent for a core attribute. */
export interface AttributeName {
  readonly schema?: string;
  readonly name: string;
}

/** How a person writes the attribute: `title`, `urn:…:User:department`. Also its path in a PATCH operation (RFC 7644 section 3.10). */
export function printAttributeName({ schema, name }: AttributeName): string {
  return schema === undefined ? name : `${schema}:${name}`;
}

/** What is known of an attribute; one that no schema describes has the defaults of RFC 7643 section 2.2 and the shape of its value. */
export function definitionOf(
  table: AttributeTable,
  { schema, name }: AttributeName,
  value: JsonValue,
): AttributeDefinition {
  const attributes = schema === undefined ? table.core : table.extensions.get(schema.toLowerCase())?.attributes;
  return attributes?.get(name.toLowerCase()) ?? undescribedAttribute(name, value);
}

/** Like definitionOf, for a sub-attribute. */
export function subDefinitionOf(attribute: AttributeDefinition, name: string, value: JsonValue): AttributeDefinition {
  return subAttribute(attribute, name) ?? undescribedAttribute(name, value);
}

/** An attribute that no schema describes: the defaults of RFC 7643 section 2.2 and the shape of a value. */
export function undescribedAttribute(name: string, value: JsonValue): AttributeDefinition {
  return {
    name,
    type: typeOf(value),
    multiValued: isJsonArray(value),
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    description: '',
  };
}

function typeOf(value: JsonValue): AttributeDefinition['type'] {
  const sample = isJsonArray(value) ? value[0] : value;
  if (isJsonObject(sample)) return 'complex';
  if (typeof sample === 'boolean') return 'boolean';
  return typeof sample === 'number' ? 'decimal' : 'string';
}

/** Reads an attribute of a resource, core or of an extension. */
export function attributeOf(resource: JsonObject, { schema, name }: AttributeName): JsonValue | undefined {
  if (schema === undefined) return heldProperty(resource, name);
  const extension = heldProperty(resource, schema);
  return isJsonObject(extension) ? heldProperty(extension, name) : undefined;
}

/** True where SCIM sees no value: absent, null, `[]` (RFC 7643 section 2.5), and what services return for it: `""`, `{}`, `{"value": null}`. */
export function isUnassigned(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (typeof value !== 'object') return false;
  if (isJsonArray(value)) return value.length === 0;
  for (const name in value) if (!isUnassigned(value[name])) return false;
  return true;
}
