import type { AttributeDefinition } from '../../model/attribute.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { refuse } from '../http/refuse.ts';
import { readSingle } from '../resources/read-value.ts';

/**
 * Reads one element of `members`. Only its `value` is kept: `$ref`, `display` and `type` follow from it.
 * @returns the id of the member
 * @throws ScimError 400 invalidValue
 */
export function readMember(definition: AttributeDefinition, element: JsonValue): string {
  const member = readSingle(definition, element);
  const id = isJsonObject(member) ? member['value'] : undefined;
  if (typeof id !== 'string' || id === '')
    return refuse('invalidValue', 'A member needs a "value", the id of a resource.');
  return id;
}
