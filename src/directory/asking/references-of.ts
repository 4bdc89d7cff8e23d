import { isJsonObject, type JsonObject } from '../../model/json.ts';
import type { ScimResource } from '../../model/resource.ts';
import { propertyOf } from '../../syntax/property.ts';
import { referenceElements, referenceId } from '../../syntax/reference-elements.ts';

/** One element of `members` or `groups`. */
export interface Reference {
  readonly id: string;
  /** In lower case: `user` or `group` of a member, `direct` or `indirect` of a group; undefined where the service does not say. */
  readonly type: string | undefined;
}

/** The elements of a resource's `members` or `groups`; those whose id cannot be told are passed over. */
export function referencesOf(resource: ScimResource, attribute: 'members' | 'groups'): readonly Reference[] {
  return referenceElements(resource, attribute).flatMap((element) => {
    const id = referenceId(element);
    return id === undefined ? [] : [{ id, type: isJsonObject(element) ? typeOf(element) : undefined }];
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
