import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json.ts';

/**
 * Values inside a resource that only rollcall understands. They are JSON, so that a plan can be saved,
 * and their names start with `$`, which no SCIM attribute that a user declares does.
 */

/** A user named by userName where SCIM wants an id: the `value` of `manager`. Only in declared attributes. */
export interface UserReference extends JsonObject {
  readonly $user: string;
}

/** A secret by its place, never by its value: `env:NAME` or `file:PATH`, the path relative to the project's folder. */
export interface SecretReference extends JsonObject {
  readonly $secret: string;
}

/** The id that the resource of this key will have once it is created. Only in plans. */
export interface Pending extends JsonObject {
  readonly $pending: string;
}

/** True for a user named by userName. */
export function isUserReference(value: JsonValue | undefined): value is UserReference {
  return isJsonObject(value) && typeof value['$user'] === 'string';
}

/** True for a secret named by its place. */
export function isSecretReference(value: JsonValue | undefined): value is SecretReference {
  return isJsonObject(value) && typeof value['$secret'] === 'string';
}

/** True for an id that is not known yet. */
export function isPending(value: JsonValue | undefined): value is Pending {
  return isJsonObject(value) && typeof value['$pending'] === 'string';
}

/** The userNames that declared attributes name anywhere. */
export function userReferences(value: JsonValue): readonly string[] {
  const found: string[] = [];
  collectUsers(value, found);
  return found;
}

/** One list for all levels, because this goes through everything that a project declares. */
function collectUsers(value: JsonValue, found: string[]): void {
  if (isJsonArray(value)) for (const element of value) collectUsers(element, found);
  else if (isUserReference(value)) found.push(value.$user);
  else if (isJsonObject(value)) collectBelow(value, found);
}

/** Nearly every value is a text, of which nothing has to be asked. */
function collectBelow(object: JsonObject, found: string[]): void {
  for (const name in object) {
    const value = object[name];
    if (typeof value === 'object') collectUsers(value, found);
  }
}
