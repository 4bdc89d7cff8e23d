import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { joinEntries } from '../../config/format/print-entries.ts';
import { projectSettings } from '../../config/format/project-settings.ts';
import { loadProject, PROJECT_FILE } from '../../config/load-project.ts';
import { type EntryFile, type Grouping, SECTIONS, type Section } from '../../config/pull/group-entries.ts';
import { takesFile } from '../../config/pull/takes-file.ts';
import { counted } from '../../model/counted.ts';
import { listed } from '../../model/listed.ts';
import { HIDDEN } from '../../render/hidden/hidden-value.ts';
import { refuseLinks } from '../files/refuse-links.ts';
import { writeFileWhole } from '../files/write-file-whole.ts';
import type { ProjectChoice, ValidProject } from '../open-project.ts';
import type { ReadingChoice } from '../service/read-service.ts';
import type { Service } from '../service/service.ts';
import { EXIT, type ExitCode } from '../terminal/exit-code.ts';
import { printDiagnostics } from '../terminal/print-diagnostics.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { printService, unpacked } from './print-service.ts';
import { spareMemory } from './spare-memory.ts';

/** Where the files go, and what of the service they hold. */
export interface PullChoice extends ProjectChoice {
  readonly out: string;
  readonly grouping: Grouping;
  readonly targets: readonly string[];
  readonly force: boolean;
  readonly reading: ReadingChoice;
}

/** Throws UsageError where the project's own files declare people already, since nothing may be declared twice. */
export function refuseSecondDeclaration(project: ValidProject, { dir, out, force }: PullChoice): void {
  const { users, groups } = project.configuration;
  if (force || resolve(out) !== resolve(dir) || users.length + groups.length === 0) return;
  const files = [...new Set([...users, ...groups].map(({ source }) => source.file))].sort();
  throw new UsageError(
    `the project declares ${counted(users.length, 'user')} and ${counted(groups.length, 'group')} already, in ${listed(files)}.`,
    'Run it with --update to bring into these files what changed on the service, with --out DIR to write elsewhere, ' +
      'or with --force to write anyway.',
  );
}

/**
 * Says before anything is read what would stop the run at its end, as far as that is known by then: files that are there
 * already, and a project that would not read what is written. Throws UsageError.
 */
export async function refuseUselessRun(choice: PullChoice): Promise<void> {
  if (choice.force) return;
  const sections = SECTIONS.filter((section) => mayWrite(section, choice.targets));
  const paths = sections.map((section) => `${section}/${choice.grouping.by === 'none' ? section : 'any'}.yaml`);
  if (choice.grouping.by === 'none') refuseExisting(paths, choice);
  if (!existsSync(join(choice.out, PROJECT_FILE))) return;
  for (const path of paths) {
    if (await takesFile(choice.out, choice, path)) continue;
    throw new UsageError(
      `${relativePath(join(choice.out, PROJECT_FILE))} does not read ${dirname(path)}/*.yaml, where ${dirname(path)} would be written.`,
      `Add ${dirname(path)}/**/*.yaml to "resources", or run it with --out DIR to write elsewhere, or with --force to write all the same.`,
    );
  }
}

function mayWrite(section: Section, targets: readonly string[]): boolean {
  return targets.length === 0 || targets.some((target) => target.startsWith(section.slice(0, -1)));
}

/** Writes what the service holds into new files. Throws UsageError where one is there already and `force` is not set. */
export async function pullNew(service: Service, choice: PullChoice, terminal: Terminal): Promise<ExitCode> {
  const written = await writeNew(service, choice, terminal);
  spareMemory(written.users + written.groups);
  return checkResult(written.paths, choice, terminal);
}

interface Written extends Readonly<Record<Section, number>> {
  readonly paths: readonly string[];
}

/** Gives paths and numbers alone, so that what was written is let go before the files are read back. */
async function writeNew(service: Service, choice: PullChoice, terminal: Terminal): Promise<Written> {
  const files = await printService(service, choice, terminal);
  const paths = files.map(({ path }) => path);
  refuseExisting(paths, choice);
  for (const { path, section, entries } of files) {
    const full = join(choice.out, path);
    await refuseLinks(dirname(full), choice.out);
    await mkdir(dirname(full), { recursive: true });
    await writeFileWhole(full, joinEntries(section, entries.map(unpacked)), choice.out);
    const shown = isNameShown(choice, terminal) ? relativePath(full) : `${section}/${HIDDEN}`;
    terminal.result(`${shown}  ${counted(entries.length, section.slice(0, -1))}`);
  }
  await copySettings(choice, terminal);
  const [users, groups] = [entriesIn('users', files), entriesIn('groups', files)];
  terminal.message(
    `Wrote ${counted(users, 'user')} and ${counted(groups, 'group')} into ${counted(files.length, 'file')}.`,
  );
  return { paths, users, groups };
}

/** Files are named after values where --by says so. */
function isNameShown({ grouping }: PullChoice, { values }: Terminal): boolean {
  return values === 'all' || grouping.by === 'none';
}

function entriesIn(section: Section, files: readonly EntryFile<unknown>[]): number {
  return files.reduce((sum, file) => sum + (file.section === section ? file.entries.length : 0), 0);
}

function refuseExisting(paths: readonly string[], { out, force }: PullChoice): void {
  const existing = paths.map((path) => join(out, path)).filter((path) => existsSync(path));
  if (force || existing.length === 0) return;
  throw new UsageError(
    `${listed(existing.map(relativePath))} ${existing.length === 1 ? 'exists' : 'exist'} already, and nothing was written.`,
    'Run it with --force to overwrite, with --out DIR to write elsewhere, or with --update to bring in only what changed.',
  );
}

/** Makes the new folder a project of its own, for the same service. */
async function copySettings({ dir, out }: PullChoice, terminal: Terminal): Promise<void> {
  const [from, to] = [join(dir, PROJECT_FILE), join(out, PROJECT_FILE)];
  if (existsSync(to)) return;
  const settings = projectSettings(await readFile(from, 'utf8'), relative(out, dir).replaceAll('\\', '/'));
  if (settings === undefined) return;
  await writeFileWhole(to, settings, out);
  terminal.result(`${relativePath(to)}  the settings of ${relativePath(from)}`);
}

/** What was written is checked as validate does, together with what was there before. */
async function checkResult(paths: readonly string[], choice: PullChoice, terminal: Terminal): Promise<ExitCode> {
  const project = await loadProject({ ...choice, dir: choice.out, kept: 'names' });
  const isFaulty = printDiagnostics(project.diagnostics, project.files, terminal);
  const unread = paths.find((path) => !project.files.has(path));
  if (unread !== undefined) {
    const shown = isNameShown(choice, terminal) ? unread : `${dirname(unread)}/${HIDDEN}`;
    terminal.message(`${join(choice.out, PROJECT_FILE)} does not read ${shown}: add it to resources.`);
  }
  return isFaulty ? EXIT.error : EXIT.done;
}

function relativePath(path: string): string {
  return relative('.', path) || path;
}
