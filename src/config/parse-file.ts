import type { ColumnMapping } from './csv/column-mapping.ts';
import { parseCsv } from './csv/parse-csv.ts';
import * as problems from './problems/problems.ts';
import type { Report } from './problems/report.ts';
import { parseYaml } from './yaml/parse-yaml.ts';
import type { SourceFile } from './yaml/source-file.ts';
import type { Tree, TreeEntry, TreeMap } from './yaml/tree.ts';

/**
 * Reads a resource file by what its name ends in: users as CSV, anything as YAML or JSON.
 * Documents, if there are several, are one after the other: their lists are joined.
 * @param columns which headers of a CSV file are read, where rollcall.yaml maps them
 * @returns undefined where the file is faulty or empty; a faulty one is reported
 */
export function parseResourceFile(file: SourceFile, report: Report, columns?: ColumnMapping): Tree | undefined {
  if (file.path.endsWith('.csv')) return parseCsv(file, report, columns);
  return resourcesOf(parseYaml(file, report) ?? []);
}

/** What the documents of a resource file say together; undefined where there is none. */
export function resourcesOf(documents: readonly Tree[]): Tree | undefined {
  const [first] = documents;
  if (documents.length < 2) return first;
  const maps = documents.filter((document) => document.kind === 'map');
  return maps.length === documents.length ? maps.reduce(joined) : documents.find(({ kind }) => kind !== 'map');
}

function joined(first: TreeMap, second: TreeMap): TreeMap {
  const entries = new Map<string, TreeEntry>(first.entries);
  for (const [key, entry] of second.entries) {
    const own = entries.get(key);
    const bothLists = own?.value.kind === 'list' && entry.value.kind === 'list';
    if (own !== undefined && bothLists) entries.set(key, { ...own, value: joinedLists(own.value, entry.value) });
    else if (own === undefined || own.value.kind === 'list') entries.set(key, entry);
  }
  return { ...first, entries };
}

function joinedLists(first: Tree, second: Tree): Tree {
  if (first.kind !== 'list' || second.kind !== 'list') return first;
  return { ...first, items: [...first.items, ...second.items] };
}

/** Reads rollcall.yaml, which is one document. */
export function parseProjectFile(file: SourceFile, report: Report): Tree | undefined {
  const [first, second] = parseYaml(file, report) ?? [];
  if (second !== undefined) report(problems.severalDocuments(), { start: second.start, end: second.start + 1 });
  return first;
}
