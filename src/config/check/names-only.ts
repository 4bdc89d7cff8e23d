import { isExtension } from '../../model/attribute-table.ts';
import type { DeclaredResource } from '../../model/configuration.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { NAME_ATTRIBUTE } from '../../model/resource.ts';
import type { ProjectFile } from '../project/read-project-file.ts';
import type { RestrictionLists } from '../restrictions/judged-file.ts';

/** Whether what only the whole project can show depends on names and references alone: no filter asks for other values. */
export function isCheckedByNames({ select }: ProjectFile, restrictions: RestrictionLists): boolean {
  return restrictions.length === 0 && Object.keys(select).length === 0;
}

/** An entry with those of its values that are compared across entries, so that the others can be let go. */
export function namesOnly<T extends DeclaredResource>(resource: T): T {
  const kept: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(resource.attributes)) {
    if (name === 'externalId' || name === NAME_ATTRIBUTE[resource.type]) kept[name] = value;
    else if (isExtension(name)) kept[name] = managerOnly(value);
  }
  return { ...resource, attributes: kept };
}

function managerOnly(extension: JsonValue): JsonObject {
  const manager = isJsonObject(extension) ? extension['manager'] : undefined;
  return manager === undefined ? NOTHING : { manager };
}

const NOTHING: JsonObject = {};
