import { loadProject, type Project } from '../config/load-project.ts';
import { missingBaseUrl } from '../config/project/missing-base-url.ts';
import { type KnownFiles, noFilesYet } from '../config/resources/known-files.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { printDiagnostics } from './terminal/print-diagnostics.ts';
import type { Terminal } from './terminal/terminal.ts';
import { unsaid } from './terminal/unsaid.ts';

export interface ProjectChoice {
  readonly dir: string;
  readonly environment?: string;
  /** `--var`, by name. */
  readonly variables: Readonly<Record<string, string>>;
  /** What `$expires` is compared with. */
  readonly now: Date;
  /** Where several environments are gone through, what they have in common. */
  readonly shared?: SharedReading;
}

/** Files that are read once, and what was said of them, which is said once. */
export interface SharedReading {
  readonly known: KnownFiles;
  readonly said: Set<string>;
}

/** Nothing yet. */
export function sharedReading(): SharedReading {
  return { known: noFilesYet(), said: new Set() };
}

/** Which project, and how much of it is planned. */
export interface PlanChoice extends ProjectChoice {
  readonly targets: readonly string[];
}

/** A project whose files hold no error. */
export type ValidProject = Project & { readonly configuration: Configuration };

/**
 * Loads a project to work on its service, or on a sandbox, and prints what is wrong with it;
 * undefined if that is an error.
 */
export async function openProject(
  choice: ProjectChoice,
  sandbox: boolean,
  terminal: Terminal,
): Promise<ValidProject | undefined> {
  if (sandbox && !wasSaid(SANDBOX, choice.shared)) {
    terminal.message(`${terminal.messageStyle.yellow('SANDBOX')}: no real service is touched.`);
  }
  const project = await load(choice);
  return valid(project, sandbox ? undefined : missingBaseUrl(project), choice, terminal);
}

/** The same for a command that asks no service for anything. */
export async function openFiles(choice: ProjectChoice, terminal: Terminal): Promise<ValidProject | undefined> {
  return valid(await load(choice), undefined, choice, terminal);
}

const SANDBOX = 'sandbox';

function wasSaid(what: string, shared: SharedReading | undefined): boolean {
  const isOld = shared?.said.has(what) ?? false;
  shared?.said.add(what);
  return isOld;
}

function load({ shared, ...choice }: ProjectChoice): Promise<Project> {
  return loadProject({ ...choice, ...(shared === undefined ? {} : { known: shared.known }) });
}

function valid(
  project: Project,
  missing: Diagnostic | undefined,
  { shared }: ProjectChoice,
  terminal: Terminal,
): ValidProject | undefined {
  const diagnostics = missing === undefined ? project.diagnostics : [...project.diagnostics, missing];
  printDiagnostics(unsaid(diagnostics, shared?.said), project.files, terminal);
  const isFaulty = diagnostics.some(({ severity }) => severity === 'error');
  const { configuration } = project;
  return isFaulty || configuration === undefined ? undefined : { ...project, configuration };
}
