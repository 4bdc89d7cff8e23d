import type { AttributeDefinition } from '../../model/attribute.ts';
import {
  type AttributeTable,
  type ExtensionAttributes,
  isExtension,
  RFC_ATTRIBUTES,
  subAttribute,
} from '../../model/attribute-table.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';

/**
 * Brings extensions that only the service's `/Schemas` describes to the spelling and the data types it gives them,
 * as files are read without a service: there `0042` is text and `7` a number, whatever the attribute is.
 * Names and values that the schema does not describe stay as they are.
 * @param written how numbers were written, where that says more: text is `4.50`, as in the file
 */
export function inDescribedForm(attributes: JsonObject, table: AttributeTable, written: JsonObject = {}): JsonObject {
  if (!isAnyDescribed(attributes, table)) return attributes;
  const formed: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const extension = describedBy(name, table);
    if (extension === undefined || !isJsonObject(value)) formed[name] = value;
    else
      formed[extension.schema] = membersOf(value, written[name], (key) => extension.attributes.get(key.toLowerCase()));
  }
  return formed;
}

function isAnyDescribed(attributes: JsonObject, table: AttributeTable): boolean {
  for (const name in attributes) if (describedBy(name, table) !== undefined) return true;
  return false;
}

/** The schema of an extension, where files were not read by it already. */
function describedBy(name: string, { extensions }: AttributeTable): ExtensionAttributes | undefined {
  if (!isExtension(name)) return undefined;
  const urn = name.toLowerCase();
  return RFC_ATTRIBUTES.User.extensions.has(urn) ? undefined : extensions.get(urn);
}

function membersOf(
  object: JsonObject,
  written: JsonValue | undefined,
  find: (key: string) => AttributeDefinition | undefined,
): JsonObject {
  const texts = isJsonObject(written) ? written : {};
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      const definition = find(key);
      return definition === undefined ? [key, value] : [definition.name, typed(definition, value, texts[key])];
    }),
  );
}

function typed(definition: AttributeDefinition, value: JsonValue, written: JsonValue | undefined): JsonValue {
  if (isJsonArray(value)) {
    const texts = isJsonArray(written) ? written : [];
    return value.map((element, index) => typed(definition, element, texts[index]));
  }
  if (isJsonObject(value)) return membersOf(value, written, (key) => subAttribute(definition, key));
  return value === null ? null : typedScalar(definition.type, value, typeof written === 'string' ? written : undefined);
}

/** The value as the data type wants it (RFC 7643 section 2.3); what cannot be read as that stays, for the service to judge. */
function typedScalar(
  type: AttributeDefinition['type'],
  value: string | number | boolean,
  written: string | undefined,
): JsonValue {
  switch (type) {
    case 'boolean':
      return BOOLEANS.get(String(value).toLowerCase()) ?? value;
    case 'integer':
      return isNumeric(value) && Number.isSafeInteger(Number(value)) ? Number(value) : value;
    case 'decimal':
      return isNumeric(value) ? Number(value) : value;
    case 'complex':
      return value;
    default:
      return typeof value === 'string' ? value : (written ?? String(value));
  }
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function isNumeric(value: string | number | boolean): boolean {
  return typeof value === 'string' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value);
}
