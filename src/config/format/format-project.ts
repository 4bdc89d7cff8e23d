import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { loadShapes } from '../check/load-shapes.ts';
import { PROJECT_FILE } from '../load-project.ts';
import { parseProjectFile } from '../parse-file.ts';
import * as problems from '../problems/problems.ts';
import { readProjectFile } from '../project/read-project-file.ts';
import { defaultResourcePaths, resourcePaths } from '../project/resource-paths.ts';
import { openFile, type Reading } from '../resources/open-file.ts';
import { childOf } from '../yaml/tree.ts';
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
  const reading = await newReading(dir);
  if (!(await isThere(resolve(dir, PROJECT_FILE)))) {
    return { files: [], diagnostics: [problems.noProjectFile(dir)], texts: reading.files };
  }
  const files: FormattedFile[] = [];
  for (const path of [PROJECT_FILE, ...(await allResourcePaths(dir))]) {
    const open = /\.(?:json|csv)$/.test(path) ? undefined : await openFile(path, reading);
    if (open === undefined) continue;
    const { text } = open.file;
    const result = formatYaml(path, text, path === PROJECT_FILE ? 'project' : 'resources', open.report);
    if (result.kind !== 'unreadable')
      files.push({ path, text, formatted: result.kind === 'text' ? result.text : undefined });
  }
  return { files, diagnostics: reading.diagnostics, texts: reading.files };
}

async function newReading(dir: string): Promise<Reading> {
  return { dir, shapes: await loadShapes(), files: new Map(), columns: new Map(), diagnostics: [] };
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The files that any environment names; where rollcall.yaml does not tell, those that a project has by default. */
async function allResourcePaths(dir: string): Promise<readonly string[]> {
  const scratch = await newReading(dir);
  const open = await openFile(PROJECT_FILE, scratch);
  if (open === undefined) return defaultResourcePaths(dir);
  const environments = childOf(parseProjectFile(open.file, open.report), 'environments');
  const names = environments?.kind === 'map' ? [...environments.entries.keys()] : [];
  const found = new Set<string>();
  for (const environment of names.length === 0 ? [undefined] : names) {
    const flags = { variables: {}, ...(environment === undefined ? {} : { environment }) };
    const project = readProjectFile(open, flags, scratch);
    const paths = project ? await resourcePaths(project.root, dir, project.scope) : await defaultResourcePaths(dir);
    for (const path of paths) found.add(path);
  }
  return [...found].sort();
}
