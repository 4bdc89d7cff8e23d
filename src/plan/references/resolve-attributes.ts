import { isExtension } from '../../model/attribute-table.ts';
import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../model/schemas/enterprise-user.ts';
import type { Pointer } from '../../model/span.ts';
import { isUserReference } from '../../model/special-value.ts';
import { isDiagnostic, type References } from './resolve-references.ts';

/**
 * Declared attributes with every user reference replaced by an id; what cannot be resolved is left out and diagnosed. A
 * reference to an inactive user who is not on the service is left out, so that what is there stays. A manager by id who is
 * to leave is diagnosed, too.
 */
export function resolveAttributes(
  resource: DeclaredResource,
  references: References,
): { readonly attributes: JsonObject; readonly diagnostics: readonly Diagnostic[] } {
  const attributes = references.isAnyGone ? withoutGone(resource.attributes, references) : resource.attributes;
  const diagnostics: Diagnostic[] = [];
  const path: string[] = [];
  const at = (below: readonly string[]): Pointer => ({
    file: resource.pointer.file,
    path: [...resource.pointer.path, ...below],
  });
  const resolve = (value: JsonValue): JsonValue => {
    if (isUserReference(value)) {
      const found = references.resolve({ by: 'user', name: value.$user }, at(path));
      if (!isDiagnostic(found)) return found.value;
      diagnostics.push(found);
      return null;
    }
    return isJsonObject(value) ? resolveObject(value) : value;
  };
  /** Most objects refer to nobody, and are then not copied. */
  const resolveObject = (object: JsonObject): JsonObject => {
    let copy: Record<string, JsonValue> | undefined;
    for (const name in object) {
      const value = object[name] ?? null;
      if (typeof value !== 'object') continue;
      path.push(name);
      const resolved = resolve(value);
      path.pop();
      if (resolved === value) continue;
      copy ??= { ...object };
      copy[name] = resolved;
    }
    return copy ?? object;
  };
  const managerId = managerIdOf(resource.attributes);
  const refused = managerId === undefined ? undefined : references.refusalOf(managerId, at(MANAGER));
  if (refused !== undefined) diagnostics.push(refused);
  return { attributes: resolveObject(attributes), diagnostics };
}

const MANAGER = [ENTERPRISE_USER_SCHEMA, 'manager'];

/** The manager whom an entry names by `$id`. */
function managerIdOf(attributes: JsonObject): string | undefined {
  const extension = attributes[ENTERPRISE_USER_SCHEMA];
  const manager = isJsonObject(extension) ? extension['manager'] : undefined;
  return isJsonObject(manager) ? stringAt(manager, 'value') : undefined;
}

/** A manager whom nobody creates is as one whom nobody declares. */
function withoutGone(attributes: JsonObject, references: References): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const referred = isJsonObject(value) ? value['value'] : undefined;
    if (isUserReference(referred) && references.isGone({ by: 'user', name: referred.$user })) continue;
    kept[name] = isExtension(name) && isJsonObject(value) ? withoutGone(value, references) : value;
  }
  return kept;
}
