import { type ColumnMapping, foldedHeader, type MappedHeader } from '../csv/column-mapping.ts';
import { columnIdentity, columnOf } from '../csv/csv-columns.ts';
import type { WorkingTree } from '../doors/working-tree.ts';
import * as problems from '../problems/problems.ts';
import type { KnownFiles } from '../resources/known-files.ts';
import { type FileScope, readText } from '../values/read-text.ts';
import type { Place } from '../yaml/source-file.ts';
import { childOf, type Tree, type TreeList, type TreeMap } from '../yaml/tree.ts';
import { resourcePaths } from './resource-paths.ts';

/** What `columns` under `resources` says of each CSV file, by path; of two that take a file, the first counts. */
export async function columnMappings(
  project: TreeMap,
  tree: WorkingTree,
  scope: FileScope,
  known?: KnownFiles,
): Promise<ReadonlyMap<string, ColumnMapping>> {
  const resources = childOf(project, 'resources');
  const found = new Map<string, ColumnMapping>();
  if (resources?.kind !== 'list') return found;
  for (const item of resources.items) {
    const columns = item.kind === 'map' ? item.entries.get('columns') : undefined;
    if (item.kind !== 'map' || columns?.value.kind !== 'map') continue;
    const mapping = readMapping(columns.value, scope);
    const paths = await resourcePaths(alone(item, resources), tree, { ...scope, report: () => undefined }, known);
    const other = paths.find((path) => !path.endsWith('.csv'));
    if (other !== undefined) scope.report(problems.columnsOfOtherFile(other), columns.keyPlace);
    for (const path of paths) if (!found.has(path)) found.set(path, mapping);
  }
  return found;
}

/** A project that reads what one item of `resources` takes. */
function alone(item: TreeMap, resources: TreeList): TreeMap {
  const exclusions = resources.items.filter((other) => other.kind === 'scalar' && other.text.startsWith('!'));
  const list: Tree = { ...resources, items: [item, ...exclusions] };
  const entry = { key: 'resources', keyPlace: resources, value: list };
  return { kind: 'map', entries: new Map([['resources', entry]]), start: resources.start, end: resources.end };
}

function readMapping(columns: TreeMap, scope: FileScope): ColumnMapping {
  const mapping = new Map<string, MappedHeader>();
  const taken = new Map<string, string>();
  for (const { key, keyPlace, value } of columns.entries.values()) {
    const attribute = value.kind === 'scalar' && value.value !== null ? readText(value, scope) : undefined;
    if (attribute === undefined) continue;
    const first = mapping.get(foldedHeader(key));
    if (first !== undefined) scope.report(problems.headerTwice(first.header, key), keyPlace);
    mapping.set(foldedHeader(key), { header: key, attribute });
    checkAttribute(key, attribute, value, taken, scope);
  }
  const isNamed = ['username', '$id', 'externalid'].some((name) => taken.has(name));
  if (!isNamed) scope.report(problems.noNameMapped(), columns);
  return mapping;
}

/** Two headers may not stand for one attribute. */
function checkAttribute(
  header: string,
  attribute: string,
  place: Place,
  taken: Map<string, string>,
  scope: FileScope,
): void {
  const column = columnOf({ text: attribute, start: place.start, end: place.end });
  if ('code' in column) {
    scope.report(column, place);
    return;
  }
  const identity = columnIdentity(column);
  const other = taken.get(identity);
  if (other !== undefined) scope.report(problems.columnTwice(other, header), place);
  taken.set(identity, other ?? header);
}
