import type { Diagnostic } from '../../model/diagnostic.ts';
import { checkShape } from '../check/check-shape.ts';
import { parseResourceFile } from '../parse-file.ts';
import * as problems from '../problems/problems.ts';
import { MOST_PROBLEMS, reportInto } from '../problems/report.ts';
import type { Defaults } from '../project/defaults.ts';
import { checkJudgedFile, type JudgedFile } from '../restrictions/judged-file.ts';
import { childOf, type Tree, type TreeMap } from '../yaml/tree.ts';
import { isForeignFile } from './foreign-file.ts';
import { type CheckedText, knownOr } from './known-files.ts';
import { nameOnly, type OpenFile, openFile, type Reading, resourcesInSchemaSpelling } from './open-file.ts';
import { type FileResources, readResources } from './read-resources.ts';

/** A resource file whose shape is checked, attribute names in schema spelling. */
interface CheckedFile extends OpenFile {
  readonly root: TreeMap;
}

/** Reads the users and groups of one resource file. */
export async function readResourceFile(
  path: string,
  reading: Reading,
  defaults: Defaults,
  variables: ReadonlyMap<string, string>,
  judged: JudgedFile,
): Promise<FileResources> {
  const checked = await checkedOnce(path, reading);
  if (checked === undefined) return { users: [], groups: [] };
  checkJudgedFile(checked.root, judged, { ...checked, variables });
  return readOnce(checked, reading, defaults, variables);
}

/** The entries of a file; one value for all environments that read the same in it. */
async function readOnce(
  { file, root, report }: CheckedFile,
  { known, columns, diagnostics }: Reading,
  defaults: Defaults,
  variables: ReadonlyMap<string, string>,
): Promise<FileResources> {
  if (known === undefined) return readResources(root, defaults, { file, report, variables });
  const key = JSON.stringify([file.path, [...(columns.get(file.path) ?? [])], defaults, [...variables]]);
  const read = await knownOr(known.entries, key, async () => {
    const aside: Diagnostic[] = [];
    const resources = readResources(root, defaults, { file, report: reportInto(file, aside), variables });
    return { resources, diagnostics: aside };
  });
  addUntold(read.diagnostics, file.path, diagnostics);
  return read.resources;
}

/** Adds what is wrong with a file as one report of all would: each problem once per place, and no more than it takes. */
function addUntold(found: readonly Diagnostic[], path: string, diagnostics: Diagnostic[]): void {
  if (found.length === 0) return;
  const keyOf = ({ code, span }: Diagnostic) => `${code} ${span?.start.line}:${span?.start.column}`;
  const told = new Set(diagnostics.filter(({ span }) => span?.file === path).map(keyOf));
  for (const diagnostic of found) {
    if (told.size >= MOST_PROBLEMS) return;
    if (!told.has(keyOf(diagnostic))) diagnostics.push(diagnostic);
    told.add(keyOf(diagnostic));
  }
}

/** The same as checkResourceFile, where another reading of these files may have done it. */
async function checkedOnce(path: string, reading: Reading): Promise<CheckedFile | undefined> {
  const { known, columns } = reading;
  if (known === undefined) return checkResourceFile(path, reading);
  const key = JSON.stringify([path, ...(columns.get(path) ?? [])]);
  const { found, files, diagnostics } = await knownOr(known.checked, key, () => checkedAside(path, reading));
  for (const [name, bytes] of files) reading.files.set(name, bytes);
  for (const diagnostic of diagnostics) reading.diagnostics.push(diagnostic);
  return found && { ...found, report: reportInto(found.file, reading.diagnostics) };
}

async function checkedAside(path: string, reading: Reading): Promise<CheckedText> {
  const aside = { ...reading, files: new Map<string, Uint8Array>(), diagnostics: [] };
  const checked = await checkResourceFile(path, aside);
  const found = checked && { file: checked.file, root: checked.root };
  return { found, files: aside.files, diagnostics: aside.diagnostics };
}

/** Reports all that can be wrong with a resource file before anything is known of the project. */
export async function checkResourceFile(path: string, reading: Reading): Promise<CheckedFile | undefined> {
  const open = await openFile(path, reading);
  if (open === undefined) return undefined;
  const { file, report } = open;
  const before = reading.diagnostics.length;
  const columns = reading.columns.get(path);
  const parsed = parseResourceFile(file, report, columns);
  if (columns === undefined && isForeignFile(file, parsed))
    return nameOnly(
      file,
      path.endsWith('.csv') ? problems.notPeopleTable() : problems.notResourceFile(),
      before,
      reading,
    );
  const spelt = parsed?.kind === 'map' ? resourcesInSchemaSpelling(parsed, report) : undefined;
  const root = spelt?.root ?? parsed;
  if (root !== undefined) checkShape(root, reading.shapes.resources, file, report, spelt?.doubtful);
  if (isFull(reading.diagnostics.slice(before))) return undefined;
  const faultless = reading.diagnostics.slice(before).every(({ severity }) => severity === 'hint');
  if (faultless && declaresNothing(root)) report(problems.emptyFile(), { start: 0, end: 0 });
  return root?.kind === 'map' ? { file, report, root } : undefined;
}

/** What stands in a file of which so much is wrong would only be said in vain. */
function isFull(told: readonly Diagnostic[]): boolean {
  return told.filter(({ severity }) => severity === 'error').length >= MOST_PROBLEMS;
}

function declaresNothing(root: Tree | undefined): boolean {
  return ['users', 'groups'].every((section) => {
    const list = childOf(root, section);
    return list?.kind !== 'list' || list.items.length === 0;
  });
}
