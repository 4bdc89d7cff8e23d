import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Configuration } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Policy } from '../model/rules/policy.ts';
import type { Restrictions } from '../model/rules/restriction.ts';
import type { Pointer, Span } from '../model/span.ts';
import { checkNames } from './check/check-names.ts';
import { checkExclusives, checkReferences } from './check/check-references.ts';
import { isCheckedByNames, namesOnly } from './check/names-only.ts';
import { warnOfExpiries } from './check/warn-of-expiries.ts';
import type { ColumnMapping, MappedHeader } from './csv/column-mapping.ts';
import * as problems from './problems/problems.ts';
import { MOST_PROBLEMS } from './problems/report.ts';
import { columnMappings } from './project/column-mappings.ts';
import { readOutsideRules, unitedGuards } from './project/outside-rules.ts';
import { type ProjectFile, type ProjectFlags, readProjectFile } from './project/read-project-file.ts';
import { defaultResourcePaths, resourcePaths } from './project/resource-paths.ts';
import { withDistinctKeys } from './resources/distinct-keys.ts';
import type { KnownFiles } from './resources/known-files.ts';
import { beginReading, openFile, type Reading } from './resources/open-file.ts';
import { checkResourceFile, readResourceFile } from './resources/read-resource-file.ts';
import { type FileResources, readResources } from './resources/read-resources.ts';
import { checkRestricted } from './restrictions/check-restricted.ts';
import { checkJudgedFile, type JudgedFile, judgedFile, type RestrictionLists } from './restrictions/judged-file.ts';
import { omitAttributes } from './selection/omit-attributes.ts';
import { selectEntries } from './selection/select-entries.ts';
import { DecodedTexts } from './yaml/decoded-texts.ts';
import { locator } from './yaml/locate.ts';
import { maskSecrets } from './yaml/mask-secrets.ts';

/** The file that makes a folder a project. */
export const PROJECT_FILE = 'rollcall.yaml';

/** Which project to read, and with which flags. */
export interface LoadOptions extends ProjectFlags {
  /** The project's folder. */
  readonly dir: string;
  /** Whoever expires soon after this moment is warned of; without it, nobody is. */
  readonly now?: Date;
  /** `names` gives no configuration and keeps of entries what the check needs, in less memory; all of them where absent. */
  readonly kept?: 'names';
  /** What other environments of the project have read; this one adds to it. */
  readonly known?: KnownFiles;
}

/** What the files of a project say, or what is wrong with them. */
export interface Project {
  /** Absent when any diagnostic is an error. */
  readonly configuration?: Configuration;
  /** The problems of all files, sorted by file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by path relative to the project's folder; secrets that stand in faulty files are masked. */
  readonly files: ReadonlyMap<string, string>;
  /** The bytes of the same, in UTF-8, with whatever secrets they hold. */
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  /** What rollcall.yaml says of the headers of CSV files, by path. */
  readonly columns: ReadonlyMap<string, ColumnMapping>;
  /** The exact value, or the key of what is longer than a scalar; of a path that is not there, the deepest part that is. */
  locate(pointer: Pointer): Span;
}

/**
 * Reads all files of a project, and the rules that `ROLLCALL_RULES` names, and reports all their problems at once. Resolves no
 * secret, uses no network.
 * @throws NotAllowedError where those rules cannot hold
 */
export async function loadProject(options: LoadOptions): Promise<Project> {
  const reading = await beginReading(options.dir, options.known);
  const configuration = await readConfiguration(options, reading);
  const { files: bytes, columns, diagnostics } = reading;
  const files = new DecodedTexts(bytes);
  const sorted = diagnostics.toSorted(byPlace);
  const faulty = sorted.some(({ severity }) => severity === 'error');
  return {
    ...(configuration === undefined || faulty || options.kept === 'names' ? {} : { configuration }),
    diagnostics: sorted,
    files: faulty ? maskSecrets(files, sorted, secretFiles(columns)) : files,
    bytes,
    columns,
    locate: locator(files, columns),
  };
}

/** CSV files whose own headers would not tell that a column holds passwords. */
function secretFiles(columns: Reading['columns']): ReadonlySet<string> {
  const isSecret = ({ attribute }: MappedHeader): boolean => attribute.trim().toLowerCase() === 'password';
  return new Set([...columns].flatMap(([path, mapping]) => ([...mapping.values()].some(isSecret) ? [path] : [])));
}

async function readConfiguration(flags: LoadOptions, reading: Reading): Promise<Configuration | undefined> {
  if (!(await isFile(resolve(flags.dir, PROJECT_FILE)))) {
    reading.diagnostics.push(problems.noProjectFile(flags.dir));
    return undefined;
  }
  const open = await openFile(PROJECT_FILE, reading);
  const project = open && readProjectFile(open, flags, reading);
  if (project === undefined) {
    for (const path of await defaultResourcePaths(reading.tree)) await checkResourceFile(path, reading);
    return undefined;
  }
  const rules = await readOutsideRules(process.env['ROLLCALL_RULES'], reading);
  const guards = unitedGuards(project.settings.guards, rules);
  const policies = [...project.settings.policies, ...(rules?.policies ?? [])];
  const lists = [...project.restrictions, rules?.restrictions ?? []].filter((list) => list.length > 0);
  const kept = flags.kept === 'names' && isCheckedByNames(project, lists) ? namesOnly : undefined;
  const { byFile, ...read } = await readAllResources(project, lists, reading, kept);
  const restrictions = lists.length === 0 ? {} : { restrictions: { byFile, defaults: project.defaults } };
  const all = { users: withDistinctKeys(read.users), groups: withDistinctKeys(read.groups) };
  checkEntries({ ...read, ...restrictions }, policies, reading);
  if (flags.now !== undefined) warnOfExpiries(read, flags.now, reading);
  const settings = { ...project.settings, guards, policies, ...restrictions };
  return { ...settings, ...entriesFor(project, all, flags.now, reading) };
}

/** What of all entries the chosen environment takes. */
function entriesFor(
  { select, omit, scope, settings }: ProjectFile,
  all: FileResources,
  now: Date | undefined,
  { files, columns, diagnostics }: Reading,
): Pick<Configuration, 'users' | 'groups' | 'notSelected'> {
  const { notSelected, ...selected } = selectEntries(all, select, now, scope.report);
  const locate = locator(new DecodedTexts(files), columns);
  const taken = omitAttributes(selected, omit, settings.service.profile, (problem, { pointer }) =>
    diagnostics.push({ ...problem, span: locate(pointer) }),
  );
  return { ...taken, ...(notSelected.length === 0 ? {} : { notSelected }) };
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function readAllResources(
  { root, defaults, scope }: ProjectFile,
  lists: RestrictionLists,
  reading: Reading,
  kept: typeof namesOnly = (resource) => resource,
): Promise<FileResources & { readonly byFile: Restrictions['byFile'] }> {
  const byFile = new Map<string, JudgedFile['restrictions']>();
  const judge = async (path: string): Promise<JudgedFile> => {
    const judged = await judgedFile(path, lists, reading.tree);
    if (judged.restrictions.length > 0) byFile.set(path, judged.restrictions);
    return judged;
  };
  checkJudgedFile(root, await judge(scope.file.path), scope);
  const own = readResources(root, defaults, scope);
  const users = [...own.users];
  const groups = [...own.groups];
  const { tree, known } = reading;
  for (const [path, columns] of await columnMappings(root, tree, scope, known)) reading.columns.set(path, columns);
  for (const path of await resourcePaths(root, tree, scope, known)) {
    const file = await readResourceFile(path, reading, defaults, scope.variables, await judge(path));
    for (const user of file.users) users.push(kept(user));
    for (const group of file.groups) groups.push(kept(group));
  }
  return { users, groups, byFile };
}

type DeclaredAll = Pick<Configuration, 'users' | 'groups' | 'restrictions'>;

/** References into a file that could not be read would look like slips, so they wait until all files can be. */
function checkEntries(
  { users, groups, restrictions }: DeclaredAll,
  policies: readonly Policy[],
  { files, columns, diagnostics }: Reading,
): void {
  const complete = diagnostics.every(({ severity }) => severity !== 'error');
  const locate = locator(new DecodedTexts(files), columns);
  const told = new Map<string, number>();
  const isFull = (file: string): boolean => (told.get(file) ?? 0) >= MOST_PROBLEMS;
  const scope = {
    locate,
    report: (problem: Omit<Diagnostic, 'span'>, span: Span) => {
      if (isFull(span.file) || !(complete || problem.severity === 'error')) return;
      told.set(span.file, (told.get(span.file) ?? 0) + 1);
      diagnostics.push({ ...problem, span });
    },
    isFull,
  };
  const names = { users: checkNames(users, scope), groups: checkNames(groups, scope) };
  checkReferences(users, groups, names, scope);
  checkExclusives(policies, groups, names.groups, scope);
  if (restrictions !== undefined) checkRestricted({ users, groups }, restrictions, scope);
}

/** Sorts diagnostics by file and place, those without a place first. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  const [first, second] = [a.span, b.span];
  if (first === undefined || second === undefined) return Number(first !== undefined) - Number(second !== undefined);
  if (first.file !== second.file) return first.file < second.file ? -1 : 1;
  return first.start.line - second.start.line || first.start.column - second.start.column;
}
