import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { ResourceType, ScimResource } from '../model/resource.ts';
import { heldProperty, propertyOf } from './property.ts';

/** The elements of `members` or `groups`. Some services write a single one without its list; of anything else nobody can tell. */
export function referenceElements(resource: ScimResource, attribute: 'members' | 'groups'): readonly JsonValue[] {
  const held = propertyOf(resource, attribute);
  if (held === undefined) return [];
  if (isJsonArray(held)) return held;
  return [isJsonObject(held) ? held : null];
}

/**
 * The id that such an element, or a manager, refers to: its `value`, or the end of its `$ref`, or where it is a bare text or
 * number the whole; undefined where it cannot be told.
 */
export function referenceId(element: JsonValue): string | undefined {
  if (!isJsonObject(element)) return idOf(element);
  return idOf(heldProperty(element, 'value') ?? null) ?? locationOf(element)?.id;
}

/** Whether such an element is a user or a group: by its `type`, else by its `$ref`; undefined where neither says so. */
export function referenceType(element: JsonValue): ResourceType | undefined {
  if (!isJsonObject(element)) return undefined;
  const type = heldProperty(element, 'type');
  return typeof type === 'string' && type !== '' ? TYPES.get(type.toLowerCase()) : locationOf(element)?.type;
}

/** An id as services write it: a text, or a number that stands for one. */
export function idOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  // Lone surrogates are no text that a URL could carry (RFC 3629 section 3).
  return typeof value === 'string' && value !== '' && value.isWellFormed() ? value : undefined;
}

const TYPES: ReadonlyMap<string, ResourceType> = new Map([
  ['user', 'User'],
  ['group', 'Group'],
]);

interface Location {
  readonly id: string | undefined;
  readonly type: ResourceType | undefined;
}

/** What the URL of a resource says: `https://example.com/scim/v2/Users/2819c223`. */
function locationOf(element: JsonObject): Location | undefined {
  const url = heldProperty(element, '$ref');
  const [, kind = '', last = ''] =
    typeof url === 'string' ? (/(?:([^/?#]+)\/)?([^/?#]+)\/?(?:[?#].*)?$/.exec(url) ?? []) : [];
  if (last === '') return undefined;
  return { id: idOf(decoded(last)), type: TYPES.get(kind.toLowerCase().replace(/s$/, '')) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
