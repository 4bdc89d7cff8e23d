import type { AttributeDefinition } from '../../model/attribute.ts';
import { pointsAtUser, subAttribute } from '../../model/attribute-table.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { MemberChange } from '../../model/plan.ts';
import type { ResourceType } from '../../model/resource.ts';
import { isPending, type Pending } from '../../model/special-value.ts';
import { type AttributeName, definitionOf } from '../attributes/attribute-lookup.ts';
import { declaredAttributes } from '../attributes/normal-form.ts';
import { setAttribute } from '../attributes/set-attribute.ts';
import type { Context } from '../context.ts';

/**
 * An element of `members` as it is sent: its `value`; the type of a nested group, which some services take for a user
 * without; and `$ref` where the service's schema requires it (RFC 7643 section 7).
 */
export function memberElement(
  { value, type }: Pick<MemberChange, 'value'> & Partial<Pick<MemberChange, 'type'>>,
  context: Context,
): JsonObject {
  const definition = context.tables.Group.core.get('members');
  const isTyped = type === 'Group' && definition !== undefined && isWritten(subAttribute(definition, 'type'));
  return {
    value,
    ...(isTyped ? { type } : {}),
    ...(requiresUrl(definition) ? { $ref: urlOf(type === 'Group' ? 'Group' : 'User', value, context) } : {}),
  };
}

/** A manager as it is sent: with `$ref` where the service's schema requires it; any other value as it is. */
export function managerValue(value: JsonValue, definition: AttributeDefinition, context: Context): JsonValue {
  if (!isJsonObject(value) || !pointsAtUser(definition) || !requiresUrl(definition)) return value;
  const id = value['value'];
  if (typeof id !== 'string' && !isPending(id)) return value;
  return { ...value, $ref: urlOf('User', id, context) };
}

/** The attributes of a whole resource with the references among them as they are sent. */
export function withReferences(attributes: JsonObject, type: ResourceType, context: Context): JsonObject {
  const sent: Record<string, JsonValue> = { ...attributes };
  for (const [name, value] of declaredAttributes(attributes)) {
    const spelt = managerValue(value, definition(name, value, type, context), context);
    if (spelt !== value) setAttribute(sent, name, spelt);
  }
  return sent;
}

function definition(name: AttributeName, value: JsonValue, type: ResourceType, { tables }: Context) {
  return definitionOf(tables[type], name, value);
}

function requiresUrl(attribute: AttributeDefinition | undefined): boolean {
  const ref = attribute && subAttribute(attribute, '$ref');
  return ref?.required === true && isWritten(ref);
}

function isWritten(attribute: AttributeDefinition | undefined): boolean {
  return attribute !== undefined && attribute.mutability !== 'readOnly';
}

function urlOf(type: ResourceType, id: string | Pending, { locationOf, baseUrl, profile }: Context): string {
  const folder = `${baseUrl.replace(/\/+$/u, '')}${profile.paths[type]}`;
  if (isPending(id)) return `${folder}/{pending:${id.$pending}}`;
  return locationOf(type, id) ?? `${folder}/${encodeURIComponent(id)}`;
}
