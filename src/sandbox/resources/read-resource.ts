import type { AttributesByName } from '../../model/attribute-table.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { propertyOf } from '../../syntax/property.ts';
import { refuse } from '../http/refuse.ts';
import { addMember, draftMembers } from '../patch/member-draft.ts';
import { readMember } from '../patch/read-member.ts';
import { MEMBERS, type TypeOfService } from '../service-rules.ts';
import { readUnknown, readValue, withProperty } from './read-value.ts';
import { type Draft, isExtension, withExtension, withPassword } from './resource-draft.ts';

/**
 * Reads a whole resource, as POST and PUT carry it (RFC 7644 sections 3.3 and 3.5.1). Read-only attributes are ignored,
 * attributes that no schema defines are refused. Extensions have to be listed in `schemas`; one that the service does
 * not know is kept as it is.
 * @param base members that a PUT replaces; empty for a POST
 * @throws ScimError 400
 */
export function readResource(type: TypeOfService, body: JsonObject, base: ReadonlySet<string>): Draft {
  const listed = readSchemas(type, body);
  const members = type.table.core.has(MEMBERS) ? draftMembers(base) : undefined;
  if (members !== undefined) for (const id of base) members.removed.add(id);
  let draft: Draft = { attributes: {}, hasPassword: false, setsPassword: false, members };
  for (const [name, value] of Object.entries(body)) {
    if (name.toLowerCase() === 'schemas') continue;
    draft = isExtension(name) ? readExtension(type, draft, name, value, listed) : readCore(type, draft, name, value);
  }
  return draft;
}

function readSchemas(type: TypeOfService, body: JsonObject): readonly string[] {
  const schemas = propertyOf(body, 'schemas');
  if (!type.rules.schemasNeeded) return Object.keys(body).map((name) => name.toLowerCase());
  const listed = isJsonArray(schemas) ? schemas.map((schema) => String(schema).toLowerCase()) : [];
  if (!listed.includes(type.table.schema.toLowerCase())) {
    refuse('invalidSyntax', `"schemas" has to be an array that lists ${type.table.schema}.`);
  }
  return listed;
}

function readCore(type: TypeOfService, draft: Draft, name: string, value: JsonValue): Draft {
  const definition = type.table.core.get(name.toLowerCase());
  if (definition === undefined) return refuse('invalidSyntax', `No schema of ${type.name} defines "${name}".`);
  if (definition.mutability === 'readOnly') return draft;
  if (definition.returned === 'never') return withPassword(draft, readValue(definition, value));
  const { members } = draft;
  if (definition.name === MEMBERS && members !== undefined) {
    if (value !== null && !isJsonArray(value)) refuse('invalidValue', '"members" takes an array.');
    for (const element of isJsonArray(value) ? value : []) addMember(members, readMember(type, definition, element));
    return draft;
  }
  const read = readValue(definition, value);
  return { ...draft, attributes: withProperty(draft.attributes, definition.name, read) };
}

function readExtension(
  type: TypeOfService,
  draft: Draft,
  name: string,
  value: JsonValue,
  listed: readonly string[],
): Draft {
  if (value === null) return draft;
  if (!listed.includes(name.toLowerCase())) refuse('invalidSyntax', `"schemas" does not list ${name}.`);
  if (!isJsonObject(value)) return refuse('invalidSyntax', `${name} takes an object.`);
  const known = type.table.extensions.get(name.toLowerCase());
  return withExtension(draft, known?.schema ?? name, readAttributes(known?.attributes, value));
}

function readAttributes(definitions: AttributesByName | undefined, values: JsonObject): JsonObject {
  let attributes: JsonObject = {};
  for (const [name, value] of Object.entries(values)) {
    const definition = definitions?.get(name.toLowerCase());
    if (definitions !== undefined && definition === undefined)
      refuse('invalidSyntax', `The extension has no "${name}".`);
    if (definition?.mutability === 'readOnly') continue;
    const read = definition === undefined ? readUnknown(value) : readValue(definition, value);
    attributes = withProperty(attributes, definition?.name ?? name, read);
  }
  return attributes;
}
