import { isJsonObject, type JsonObject } from '../model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../model/schemas/enterprise-user.ts';
import { isUserReference } from '../model/special-value.ts';
import { propertyOf } from './property.ts';

/** What rules in files compare of a manager, as `dottedName` writes it: a userName, whose case means nothing. */
export const MANAGER = `${ENTERPRISE_USER_SCHEMA}:manager.value`;

/**
 * A user whose manager goes by userName, as in files, so that rules in files can compare it.
 * @param nameOf the userName of an id
 */
export function withManagerName(user: JsonObject, nameOf: (id: string) => string = (id) => id): JsonObject {
  const extension = propertyOf(user, ENTERPRISE_USER_SCHEMA);
  if (!isJsonObject(extension)) return user;
  const manager = propertyOf(extension, 'manager');
  const value = isJsonObject(manager) ? propertyOf(manager, 'value') : manager;
  const name = isUserReference(value) ? value.$user : typeof value === 'string' ? nameOf(value) : undefined;
  if (name === undefined) return user;
  return {
    ...user,
    [ENTERPRISE_USER_SCHEMA]: { ...extension, manager: { ...(isJsonObject(manager) ? manager : {}), value: name } },
  };
}
