import { checkShape } from './check-shape.ts';
import type { Defaults } from './defaults.ts';
import { parseResourceFile } from './parse-file.ts';
import * as problems from './problems.ts';
import { type FileResources, readResources } from './read-resources.ts';
import { openFile, type Reading, resourcesInSchemaSpelling } from './reading.ts';
import type { TextSources } from './text-sources.ts';
import { childOf, type Tree } from './tree.ts';

const NOTHING: FileResources = { users: [], groups: [] };

/** Reads the users and groups of one resource file. */
export async function readResourceFile(
  path: string,
  reading: Reading,
  defaults: Defaults,
  sources: TextSources,
): Promise<FileResources> {
  const open = await openFile(path, reading);
  if (open === undefined) return NOTHING;
  const { file, report } = open;
  const before = reading.diagnostics.length;
  const root = parseResourceFile(file, report);
  if (root === undefined) {
    if (reading.diagnostics.length === before) report(problems.emptyFile(), { start: 0, end: 0 });
    return NOTHING;
  }
  const spelt = root.kind === 'map' ? resourcesInSchemaSpelling(root, report) : root;
  checkShape(spelt, reading.shapes.resources, file, report);
  if (spelt.kind !== 'map') return NOTHING;
  if (reading.diagnostics.length === before && declaresNothing(spelt))
    report(problems.emptyFile(), { start: 0, end: 0 });
  return readResources(spelt, defaults, { file, sources, report });
}

function declaresNothing(root: Tree): boolean {
  return ['users', 'groups'].every((section) => {
    const list = childOf(root, section);
    return list?.kind !== 'list' || list.items.length === 0;
  });
}
