import { isJsonObject, type JsonValue } from '../../model/json.ts';
import type { ScimResource } from '../../model/resource.ts';
import { propertyOf } from '../../syntax/property.ts';
import { referenceElements, referenceId, referenceType } from '../../syntax/reference-elements.ts';

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
    return id === undefined ? [] : [{ id, type: writtenType(element) }];
  });
}

/** The type of such an element, in lower case; undefined where the service does not say. */
export function writtenType(element: JsonValue): string | undefined {
  const type = isJsonObject(element) ? propertyOf(element, 'type') : undefined;
  return (typeof type === 'string' ? type : referenceType(element))?.toLowerCase();
}
