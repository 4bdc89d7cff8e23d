import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ScimResource } from '../../model/resource.ts';

/**
 * Holds once what the resources of a page repeat, which is a fifth of a large listing: the schemas and the dates of
 * `meta`, which RFC 7643 section 3.1 has in each resource, an address that is the userName, and a name that is the
 * displayName. Nothing else becomes of them.
 * @param resources just parsed, so that nobody else holds them yet
 */
export function shareTexts(resources: readonly ScimResource[]): void {
  let previous: ScimResource | undefined;
  for (const resource of resources) {
    if (previous !== undefined) shareCommon(resource, previous);
    shareOwn(resource);
    previous = resource;
  }
}

/** An object that was just parsed, and may be written to. */
type Fresh = Record<string, JsonValue>;

function shareCommon(resource: Fresh, { schemas = null, meta = null }: JsonObject): void {
  if (isSameList(resource['schemas'], schemas)) resource['schemas'] = schemas;
  const own = resource['meta'];
  if (!isJsonObject(own) || !isJsonObject(meta)) return;
  share(own, 'created', meta['created']);
  share(own, 'lastModified', own['created']);
  share(own, 'lastModified', meta['lastModified']);
}

function isSameList(list: JsonValue | undefined, other: JsonValue): boolean {
  if (!isJsonArray(list) || !isJsonArray(other) || list.length !== other.length) return false;
  for (let i = 0; i < list.length; i++) if (typeof list[i] !== 'string' || list[i] !== other[i]) return false;
  return true;
}

function shareOwn({ userName, displayName, name, emails }: Fresh): void {
  if (isJsonObject(name)) share(name, 'formatted', displayName);
  if (!isJsonArray(emails)) return;
  for (const email of emails) if (isJsonObject(email)) share(email, 'value', userName);
}

/** Lets a property that has this very text hold the same one. */
function share(object: Fresh, name: string, text: JsonValue | undefined): void {
  if (typeof text === 'string' && object[name] === text) object[name] = text;
}
