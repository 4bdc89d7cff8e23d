import { isJsonArray, isJsonObject, type JsonObject } from '../model/json.ts';
import type { ScimResource } from '../model/resource.ts';
import { propertyOf } from '../syntax/property.ts';

/** One element of `members` or `groups`. */
export interface Reference {
  readonly id: string;
  /** In lower case: `user` or `group` of a member, `direct` or `indirect` of a group; undefined where the service does not say. */
  readonly type: string | undefined;
}

/** The elements of a resource's `members` or `groups`; those without an id are passed over. */
export function referencesOf(resource: ScimResource, attribute: 'members' | 'groups'): readonly Reference[] {
  const elements = propertyOf(resource, attribute);
  if (!isJsonArray(elements)) return [];
  return elements.flatMap((element) => {
    if (typeof element === 'string') return [{ id: element, type: undefined }];
    const id = isJsonObject(element) ? propertyOf(element, 'value') : undefined;
    return typeof id === 'string' && isJsonObject(element) ? [{ id, type: typeOf(element) }] : [];
  });
}

/** Some services leave `type` out and still say it in the URL. */
function typeOf(element: JsonObject): string | undefined {
  const type = propertyOf(element, 'type');
  if (typeof type === 'string') return type.toLowerCase();
  const url = propertyOf(element, '$ref');
  const path = typeof url === 'string' ? /\/(user|group)s\/[^/]+$/i.exec(url)?.[1] : undefined;
  return path?.toLowerCase();
}
