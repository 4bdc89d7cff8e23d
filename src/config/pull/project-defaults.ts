import { extensionAlias } from '../../model/attribute-table.ts';
import type { JsonObject } from '../../model/json.ts';
import type { ResourceType } from '../../model/resource.ts';
import { PROJECT_FILE } from '../load-project.ts';
import { type ProjectFlags, readProjectFile } from '../project/read-project-file.ts';
import { beginReading, openFile } from '../resources/open-file.ts';

/** The `defaults` of a valid project in the form of entries: extensions under their alias. */
export async function projectDefaults(
  dir: string,
  flags: ProjectFlags,
): Promise<Readonly<Record<ResourceType, JsonObject>>> {
  const reading = await beginReading(dir);
  const open = await openFile(PROJECT_FILE, reading);
  const defaults = open && readProjectFile(open, flags, reading)?.defaults;
  return { User: entryForm(defaults?.User ?? {}), Group: entryForm(defaults?.Group ?? {}) };
}

function entryForm(defaults: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(defaults).map(([name, value]) => [extensionAlias(name), value]));
}
