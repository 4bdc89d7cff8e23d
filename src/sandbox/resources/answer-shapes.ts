import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../model/schemas/enterprise-user.ts';
import { dottedName, valueAt, withValueAt } from '../patch/dotted-name.ts';

/**
 * Another form in which a service answers the same resource.
 * @param locate the URL of a user
 */
export type Shape = (resource: JsonObject, locate: (id: string) => string) => JsonObject;

const MANAGER = dottedName(`${ENTERPRISE_USER_SCHEMA}:manager`);

/** Forms of a manager, by the word that stands for each. */
export const MANAGER_SHAPES: Readonly<Record<string, Shape>> = {
  ref: managerAs((id, locate) => ({ $ref: locate(id) })),
  text: managerAs((id) => id),
  /** SCIM 1.1 called the id so. */
  managerId: managerAs((id) => ({ managerId: id })),
};

function managerAs(make: (id: string, locate: (id: string) => string) => JsonValue): Shape {
  return (resource, locate) => {
    const manager = valueAt(resource, MANAGER);
    const id = isJsonObject(manager) ? manager['value'] : undefined;
    return typeof id === 'string' ? withValueAt(resource, MANAGER, make(id, locate)) : resource;
  };
}

/** Elements of these attributes are their values alone. */
export function plainTexts(...names: readonly string[]): Shape {
  const paths = names.map(dottedName);
  return (resource) =>
    paths.reduce((changed, path) => {
      const elements = valueAt(changed, path);
      if (!isJsonArray(elements)) return changed;
      return withValueAt(
        changed,
        path,
        elements.map((element) => (isJsonObject(element) ? (element['value'] ?? '') : element)),
      );
    }, resource);
}

/** Ids that consist of digits are numbers: of the resource, of members, groups and the manager. */
export const numbersAsIds: Shape = (resource) => {
  const id = resource['id'];
  const named = id === undefined ? resource : { ...resource, id: numberIn(id) };
  return [MANAGER, dottedName('members'), dottedName('groups')].reduce((changed, path) => {
    const value = valueAt(changed, path);
    if (value === undefined) return changed;
    return withValueAt(changed, path, isJsonArray(value) ? value.map(withNumber) : withNumber(value));
  }, named);
};

function withNumber(reference: JsonValue): JsonValue {
  if (!isJsonObject(reference) || reference['value'] === undefined) return reference;
  return { ...reference, value: numberIn(reference['value']) };
}

function numberIn(id: JsonValue): JsonValue {
  return typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : id;
}
