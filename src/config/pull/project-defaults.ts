import { extensionAlias } from '../../model/attribute-table.ts';
import type { JsonObject } from '../../model/json.ts';
import type { ResourceType } from '../../model/resource.ts';
import { loadShapes } from '../check/load-shapes.ts';
import { PROJECT_FILE } from '../load-project.ts';
import { type ProjectFlags, readProjectFile } from '../project/read-project-file.ts';
import { openFile, type Reading } from '../resources/open-file.ts';

/** The `defaults` of a valid project in the form of entries: extensions under their alias. */
export async function projectDefaults(
  dir: string,
  flags: ProjectFlags,
): Promise<Readonly<Record<ResourceType, JsonObject>>> {
  const reading: Reading = { dir, shapes: await loadShapes(), files: new Map(), columns: new Map(), diagnostics: [] };
  const open = await openFile(PROJECT_FILE, reading);
  const defaults = open && readProjectFile(open, flags, reading)?.defaults;
  return { User: entryForm(defaults?.User ?? {}), Group: entryForm(defaults?.Group ?? {}) };
}

function entryForm(defaults: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(defaults).map(([name, value]) => [extensionAlias(name), value]));
}
