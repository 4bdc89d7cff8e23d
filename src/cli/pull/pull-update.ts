import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { editCsv } from '../../config/csv/edit-csv.ts';
import { type EntryEdit, editYaml } from '../../config/format/edit-yaml.ts';
import { loadProject, PROJECT_FILE, type Project } from '../../config/load-project.ts';
import { driftEdits } from '../../config/pull/drift-edits.ts';
import { knownNames } from '../../config/pull/known-names.ts';
import { type Renames, referringTo, renamesIn } from '../../config/pull/renamed-references.ts';
import { restrictionKeeper } from '../../config/restrictions/keeps-restrictions.ts';
import type { Configuration } from '../../model/configuration.ts';
import { counted } from '../../model/counted.ts';
import type { Directory } from '../../model/directory.ts';
import type { Drift } from '../../model/drift.ts';
import { foldCase, resourceKey } from '../../model/resource.ts';
import { type FoundDrift, findDrift } from '../../plan/find-drift.ts';
import type { Match } from '../../plan/match/match.ts';
import { visible } from '../../render/text/visible-text.ts';
import { globOf, keysOf } from '../../syntax/key-pattern.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { writeFileWhole } from '../files/write-file-whole.ts';
import type { PlanChoice, ValidProject } from '../open-project.ts';
import { type ReadingChoice, readService } from '../service/read-service.ts';
import type { Service } from '../service/service.ts';
import { EXIT, type ExitCode } from '../terminal/exit-code.ts';
import { printDiagnostics } from '../terminal/print-diagnostics.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { keptOnly } from './kept-only.ts';
import { pullUndeclared } from './pull-undeclared.ts';

/** An anchor that changes changes every entry that uses it, which then differ: they get values of their own. */
const MOST_ROUNDS = 3;

/** Brings what changed on the service into the project's files, and says what it could not bring in. */
export async function pullUpdate(
  project: ValidProject,
  service: Service,
  choice: PlanChoice & { readonly reading: ReadingChoice },
  terminal: Terminal,
): Promise<ExitCode> {
  const directory = await readService(service, choice.reading, terminal);
  const first = look(project, directory, service, choice);
  if (printDiagnostics(first.diagnostics, project.files, terminal)) return EXIT.error;
  refuseIdleTargets(choice.targets, first.matches, directory);
  const changed = new Set<string>();
  const heldBack = new Map<string, string>();
  const keeps = await restrictionKeeper(choice.dir, choice, directory, project.columns);
  let found = first;
  let current = project;
  for (let round = 0; round < MOST_ROUNDS && found.drifts.length > 0; round++) {
    const renames = renamesIn(found.drifts);
    const entries = withReferences(found.drifts, renames, current.configuration);
    const { configuration: now, columns } = current;
    const mayWrite = async (path: string, text: string) => (await keeps?.(path, text, now)) ?? true;
    const sources = { directory, renames, columns, mayWrite, heldBack };
    for (const path of await writeEdits(entries, sources, choice.dir)) changed.add(path);
    const edited = await loadProject(choice);
    const { configuration } = edited;
    if (configuration === undefined) return tellFaulty(edited, terminal);
    current = { ...edited, configuration };
    found = look(current, directory, service, choice);
  }
  if (choice.targets.length > 0) {
    const mayWrite = async (path: string, text: string) => (await keeps?.(path, text, current.configuration)) ?? true;
    const { notSelected = [] } = current.configuration;
    const pulling = { directory, matches: found.matches, notSelected, mayWrite, heldBack };
    for (const path of await pullUndeclared(pulling, service, choice, terminal)) changed.add(path);
    const edited = await loadProject(choice);
    const { configuration } = edited;
    if (configuration === undefined) return tellFaulty(edited, terminal);
    found = look({ ...edited, configuration }, directory, service, choice);
  }
  for (const path of [...changed].sort()) terminal.result(path);
  tellOldNames(renamesIn(first.drifts), current.files.get(PROJECT_FILE) ?? '', terminal);
  tellHeldBack(heldBack, terminal);
  tell(first, found, directory, terminal);
  return found.drifts.length + heldBack.size > 0 ? EXIT.error : EXIT.done;
}

/** The drift of what the targets name. */
function look(
  { configuration, locate }: ValidProject,
  directory: Directory,
  { profile, target }: Service,
  { targets }: PlanChoice,
): FoundDrift {
  const found = findDrift({ configuration, directory, profile, target, now: new Date().toISOString(), locate });
  const globs = targets.map(globOf);
  const matches = new Map(found.matches.map((match) => [match.declared.key, match]));
  const isMeant = ({ declared }: Drift) => {
    const keys = keysOf(matches.get(declared.key) ?? { declared });
    return globs.length === 0 || globs.some((glob) => keys.some((key) => glob.test(key)));
  };
  return { ...found, drifts: found.drifts.filter(isMeant) };
}

/** A target that names nobody is a slip. Throws UsageError for it. */
function refuseIdleTargets(targets: readonly string[], matches: readonly Match[], directory: Directory): void {
  const keys = [
    ...matches.flatMap(keysOf),
    ...directory.users.map((user) => foldCase(resourceKey('User', resourceName('User', user) ?? user.id))),
    ...directory.groups.map((group) => foldCase(resourceKey('Group', resourceName('Group', group) ?? group.id))),
  ];
  const idle = targets.find((target) => !keys.some((key) => globOf(target).test(key)));
  if (idle === undefined) return;
  throw new UsageError(
    `--target ${idle} matches nothing that is declared or on the service.`,
    "Write for example --target 'user:*@example.com' or --target group:Analysts.",
  );
}

/** The drifts, and as drifts without any difference the entries that only refer to somebody who is renamed. */
function withReferences(
  drifts: readonly Drift[],
  renames: Renames,
  { users, groups }: Configuration,
): readonly Drift[] {
  const known = new Set(drifts.map(({ declared }) => declared.key));
  const referring = referringTo(renames, users, groups).filter(({ key }) => !known.has(key));
  return [...drifts, ...referring.map((declared) => ({ declared, attributes: [], members: { add: [], remove: [] } }))];
}

interface EditSources {
  readonly directory: Directory;
  readonly renames: Renames;
  readonly columns: Project['columns'];
  /** Whether the file may say so. */
  readonly mayWrite: (path: string, text: string) => Promise<boolean>;
  /** What was not written, because its file may not say so, with that file. */
  readonly heldBack: Map<string, string>;
}

/** Edits each file once. */
async function writeEdits(
  drifts: readonly Drift[],
  { directory, renames, columns, mayWrite, heldBack }: EditSources,
  dir: string,
): Promise<readonly string[]> {
  const names = knownNames(directory);
  const written: string[] = [];
  for (const [file, ofFile] of Map.groupBy(drifts, ({ declared }) => declared.pointer.file)) {
    const path = join(dir, file);
    const text = await readFile(path, 'utf8');
    const editedBy = (some: readonly Drift[]): string => {
      const edits = some.map((drift) => entryEdit(drift, names, renames));
      return file.endsWith('.csv')
        ? editCsv(text, edits, columns.get(file))
        : editYaml(text, edits, file.endsWith('.json'));
    };
    const isFine = (some: readonly Drift[]) => mayWrite(file, editedBy(some));
    const kept = await keptOnly(ofFile, isFine, ({ declared }) => heldBack.set(declared.key, file));
    const edited = editedBy(kept);
    if (edited === text) continue;
    await writeFileWhole(path, edited, dir);
    written.push(file);
  }
  return written;
}

function entryEdit(drift: Drift, names: ReturnType<typeof knownNames>, renames: Renames): EntryEdit {
  const [, index] = drift.declared.pointer.path;
  const section = drift.declared.type === 'User' ? 'users' : 'groups';
  return { section, index: Number(index), edits: driftEdits(drift, names, renames) };
}

function tellHeldBack(heldBack: ReadonlyMap<string, string>, terminal: Terminal): void {
  for (const [key, file] of heldBack) {
    terminal.message(
      `${terminal.messageStyle.yellow('!')} ${visible(key)} is not brought in: by "restrictions", ${visible(file)} may not say what the service holds of it.`,
    );
  }
}

/** Guards, rules and scopes name people in patterns and filters, which nobody but their author can rewrite. */
function tellOldNames({ User, Group }: Renames, settings: string, terminal: Terminal): void {
  const names = [...User.keys(), ...Group.keys()].map(wholeName);
  for (const [index, line] of settings.normalize('NFC').split('\n').entries()) {
    const found = names.flatMap((name) => name.exec(line)?.[0] ?? []);
    if (found.length === 0) continue;
    terminal.message(
      `${terminal.messageStyle.yellow('!')} ${PROJECT_FILE}:${index + 1} still names ${found.map(visible).join(', ')}, which the service has renamed: change it by hand.`,
    );
  }
}

/** Finds a name in any case, and not as a part of a longer word. */
function wholeName(name: string): RegExp {
  const text = name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${text}(?![\\p{L}\\p{N}])`, 'iu');
}

function tellFaulty({ diagnostics, files }: Project, terminal: Terminal): ExitCode {
  printDiagnostics(diagnostics, files, terminal);
  terminal.message('What the service holds cannot be said in these files as they are; see the problems above.');
  return EXIT.error;
}

function tell(first: FoundDrift, last: FoundDrift, directory: Directory, terminal: Terminal): void {
  const warn = terminal.messageStyle.yellow('!');
  for (const { declared } of last.drifts) {
    const { file, line } = declared.source;
    terminal.message(`${warn} ${declared.key} still differs: change ${file}:${line} by hand.`);
  }
  for (const { declared, current } of first.matches) {
    if (current !== undefined || declared.state === 'absent') continue;
    terminal.message(`${warn} ${declared.key} is not on the service: its entry stays, and apply would create it.`);
  }
  const undeclared =
    directory.users.length +
    directory.groups.length -
    last.matches.filter(({ current }) => current !== undefined).length;
  if (undeclared > 0) {
    terminal.message(
      `${counted(undeclared, 'resource')} on the service ${undeclared === 1 ? 'is' : 'are'} not declared; pull --out DIR writes all.`,
    );
  }
  const brought = first.drifts.length - last.drifts.length;
  terminal.message(
    first.drifts.length === 0
      ? 'Nothing changed on the service.'
      : `Brought in what changed of ${counted(brought, 'resource')}.`,
  );
}
