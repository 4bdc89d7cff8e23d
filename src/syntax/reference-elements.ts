import { isJsonArray, isJsonObject, type JsonValue } from '../model/json.ts';
import type { ScimResource } from '../model/resource.ts';
import { heldProperty, propertyOf } from './property.ts';

/** The elements of `members` or `groups`. Some services write a single one without its list; of anything else nobody can tell. */
export function referenceElements(resource: ScimResource, attribute: 'members' | 'groups'): readonly JsonValue[] {
  const held = propertyOf(resource, attribute);
  if (held === undefined) return [];
  if (isJsonArray(held)) return held;
  return [isJsonObject(held) ? held : null];
}

/** The id that such an element refers to, which some services write as a number; undefined where it cannot be told. */
export function referenceId(element: JsonValue): string | undefined {
  const id = isJsonObject(element) ? heldProperty(element, 'value') : element;
  if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : undefined;
  return typeof id === 'string' && id !== '' && id.isWellFormed() ? id : undefined;
}
