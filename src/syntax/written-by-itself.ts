import type { DeclaredUser, MemberTarget } from '../model/configuration.ts';
import { canonicalJson, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../model/schemas/enterprise-user.ts';
import { isUserReference } from '../model/special-value.ts';
import { emailElements } from './judge-restricted.ts';
import { heldProperty } from './property.ts';

/** The path of a value below its entry. */
interface Placed {
  readonly path: readonly (string | number)[];
}

/** Whom a user names as manager; undefined for nobody, and for the one that the defaults give to everybody. */
export function judgedManager(
  { attributes }: DeclaredUser,
  defaults: JsonObject,
): (Exclude<MemberTarget, { readonly by: 'group' }> & Placed) | undefined {
  const manager = managerIn(attributes);
  if (!isJsonObject(manager) || isSame(manager, managerIn(defaults))) return undefined;
  const path = [ENTERPRISE_USER_SCHEMA, 'manager'];
  const value = manager['value'];
  if (isUserReference(value)) return { by: 'user', name: value.$user, path };
  const id = stringAt(manager, 'value');
  return id === undefined ? undefined : { by: 'id', id, path };
}

function managerIn(attributes: JsonObject): JsonValue | undefined {
  const extension = heldProperty(attributes, ENTERPRISE_USER_SCHEMA);
  return isJsonObject(extension) ? heldProperty(extension, 'manager') : undefined;
}

/** The e-mail values that a user claims, folded; none where they are what the defaults give to everybody. */
export function judgedEmails(
  { attributes, state }: DeclaredUser,
  defaults: JsonObject,
): readonly (Placed & { readonly value: string })[] {
  if (state === 'absent' || isSame(heldProperty(attributes, 'emails'), heldProperty(defaults, 'emails'))) return [];
  return emailElements(attributes).map(({ value, index }) => ({ value, path: ['emails', index] }));
}

function isSame(value: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return value !== undefined && other !== undefined && canonicalJson(value) === canonicalJson(other);
}
