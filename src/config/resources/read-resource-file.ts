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
  return readResources(checked.root, defaults, { ...checked, variables });
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
