import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { PROJECT_FILE } from '../load-project.ts';
import { resourcesOf } from '../parse-file.ts';
import * as problems from '../problems/problems.ts';
import { readProjectFile } from '../project/read-project-file.ts';
import { defaultResourcePaths, resourcePaths } from '../project/resource-paths.ts';
import { isForeignFile } from '../resources/foreign-file.ts';
import { beginReading, nameOnly, openFile, type Reading } from '../resources/open-file.ts';
import { DecodedTexts } from '../yaml/decoded-texts.ts';
import type { SourceFile } from '../yaml/source-file.ts';
import { childOf, type Tree, type TreeMap } from '../yaml/tree.ts';
import { type Formatted, formatRead } from './format-yaml.ts';
import { readYaml } from './read-yaml.ts';

/** A file and what it looks like when it is formatted. */
export interface FormattedFile {
  /** Relative to the project's folder. */
  readonly path: string;
  readonly text: string;
  /** Undefined where formatting would change what the file says. */
  readonly formatted: string | undefined;
}

/** All YAML files of a project, formatted; nothing is written. */
export interface FormattedProject {
  readonly files: readonly FormattedFile[];
  /** Why some files could not be read. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by path, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Formats rollcall.yaml and the resource files of all environments. Files may break other rules, but must be YAML. */
export async function formatProject(dir: string): Promise<FormattedProject> {
  const reading = await beginReading(dir);
  if (!(await isThere(resolve(dir, PROJECT_FILE)))) {
    return { files: [], diagnostics: [problems.noProjectFile(dir)], texts: new DecodedTexts(reading.files) };
  }
  const open = await openFile(PROJECT_FILE, reading);
  const read = open && readYaml(open.file, open.report);
  const paths = await allResourcePaths(open?.file, read?.trees[0], dir);
  const files: FormattedFile[] = [];
  if (open !== undefined && read !== undefined) add(files, open.file, formatRead(open.file.text, 'project', read));
  for (const path of paths) if (!/\.(?:json|csv)$/.test(path)) await formatResources(path, files, reading);
  return { files, diagnostics: reading.diagnostics, texts: new DecodedTexts(reading.files) };
}

async function formatResources(path: string, files: FormattedFile[], reading: Reading): Promise<void> {
  const before = reading.diagnostics.length;
  const open = await openFile(path, reading);
  if (open === undefined) return;
  const { file, report } = open;
  const read = readYaml(file, report);
  if (isForeignFile(file, resourcesOf(read?.trees ?? []))) nameOnly(file, problems.notResourceFile(), before, reading);
  else if (read !== undefined) add(files, file, formatRead(file.text, 'resources', read));
}

function add(files: FormattedFile[], { path, text }: SourceFile, result: Formatted): void {
  if (result.kind !== 'unreadable')
    files.push({ path, text, formatted: result.kind === 'text' ? result.text : undefined });
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * The files that any environment names; where rollcall.yaml does not tell, those that a project has by default.
 * @param tree what rollcall.yaml says, as far as it can be read
 */
async function allResourcePaths(
  file: SourceFile | undefined,
  tree: Tree | undefined,
  dir: string,
): Promise<readonly string[]> {
  const reading = await beginReading(dir);
  if (file === undefined || tree === undefined) return defaultResourcePaths(reading.tree);
  const environments = childOf(tree, 'environments');
  const names = environments?.kind === 'map' ? namesToAsk(environments) : [];
  const open = { file, report: () => undefined, parsed: tree };
  const found = new Set<string>();
  for (const environment of names.length === 0 ? [undefined] : names) {
    const flags = { variables: {}, ...(environment === undefined ? {} : { environment }) };
    const project = readProjectFile(open, flags, reading);
    const paths = project
      ? await resourcePaths(project.root, reading.tree, project.scope)
      : await defaultResourcePaths(reading.tree);
    for (const path of paths) found.add(path);
  }
  return [...found].sort();
}

/** Each environment is asked by reading rollcall.yaml again, which nobody has time for where thousands say the same. */
const ASKED_OF_THE_SAME = 2;

/** Every environment with files or variables of its own, and a few of the others, which all have those of the project. */
function namesToAsk({ entries }: TreeMap): readonly string[] {
  const { own = [], same = [] } = Object.groupBy(entries.values(), ({ value }) =>
    ['resources', 'variables'].some((key) => childOf(value, key) !== undefined) ? 'own' : 'same',
  );
  return [...own, ...same.slice(0, ASKED_OF_THE_SAME)].map(({ key }) => key);
}
