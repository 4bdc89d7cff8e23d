import type { AttributeDefinition } from '../../model/attribute.ts';
import { subAttribute } from '../../model/attribute-table.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { refuse } from '../http/refuse.ts';
import { readSingle } from '../resources/read-value.ts';
import { innerMemberId } from '../resources/resource-ids.ts';
import type { TypeOfService } from '../service-rules.ts';

/**
 * Reads one element of `members`. Only its `value` is kept: `$ref`, `display` and `type` follow from it.
 * @returns the id by which the member is kept
 * @throws ScimError 400 invalidValue
 */
export function readMember({ ids }: TypeOfService, definition: AttributeDefinition, element: JsonValue): string {
  const member = readSingle(definition, element);
  const id = isJsonObject(member) ? member['value'] : undefined;
  if (!isJsonObject(member) || typeof id !== 'string' || id === '')
    return refuse('invalidValue', 'A member needs a "value", the id of a resource.');
  const isBare = subAttribute(definition, '$ref')?.required === true && member['$ref'] === undefined;
  if (isBare) refuse('invalidValue', 'A member needs a "$ref".');
  return innerMemberId(ids, member, id);
}
