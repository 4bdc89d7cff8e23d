import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { PROJECT_FILE } from '../load-project.ts';
import { parseProjectFile, parseResourceFile } from '../parse-file.ts';
import * as problems from '../problems/problems.ts';
import { readProjectFile } from '../project/read-project-file.ts';
import { defaultResourcePaths, resourcePaths } from '../project/resource-paths.ts';
import { isForeignFile } from '../resources/foreign-file.ts';
import { beginReading, nameOnly, openFile, type Reading } from '../resources/open-file.ts';
import { DecodedTexts } from '../yaml/decoded-texts.ts';
import { childOf, type TreeMap } from '../yaml/tree.ts';
import { formatYaml } from './format-yaml.ts';

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
  const files: FormattedFile[] = [];
  for (const path of [PROJECT_FILE, ...(await allResourcePaths(dir))]) {
    const file = /\.(?:json|csv)$/.test(path) ? undefined : await formatted(path, reading);
    if (file !== undefined) files.push(file);
  }
  return { files, diagnostics: reading.diagnostics, texts: new DecodedTexts(reading.files) };
}

async function formatted(path: string, reading: Reading): Promise<FormattedFile | undefined> {
  const before = reading.diagnostics.length;
  const open = await openFile(path, reading);
  if (open === undefined) return undefined;
  const { file, report } = open;
  const isProject = path === PROJECT_FILE;
  if (
    !isProject &&
    isForeignFile(
      file,
      parseResourceFile(file, () => undefined),
    )
  ) {
    return nameOnly(file, problems.notResourceFile(), before, reading);
  }
  const result = formatYaml(path, file.text, isProject ? 'project' : 'resources', report);
  if (result.kind === 'unreadable') return undefined;
  return { path, text: file.text, formatted: result.kind === 'text' ? result.text : undefined };
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The files that any environment names; where rollcall.yaml does not tell, those that a project has by default. */
async function allResourcePaths(dir: string): Promise<readonly string[]> {
  const reading = await beginReading(dir);
  const open = await openFile(PROJECT_FILE, reading);
  if (open === undefined) return defaultResourcePaths(reading.tree);
  const environments = childOf(parseProjectFile(open.file, open.report), 'environments');
  const names = environments?.kind === 'map' ? namesToAsk(environments) : [];
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
const ASKED_OF_THE_SAME = 5;

/** Every environment with files or variables of its own, and a few of the others, which all have those of the project. */
function namesToAsk({ entries }: TreeMap): readonly string[] {
  const { own = [], same = [] } = Object.groupBy(entries.values(), ({ value }) =>
    ['resources', 'variables'].some((key) => childOf(value, key) !== undefined) ? 'own' : 'same',
  );
  return [...own, ...same.slice(0, ASKED_OF_THE_SAME)].map(({ key }) => key);
}
