import { loadProject, type Project } from '../config/load-project.ts';
import { missingBaseUrl } from '../config/project/missing-base-url.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { printDiagnostics } from './terminal/print-diagnostics.ts';
import type { Terminal } from './terminal/terminal.ts';

export interface ProjectChoice {
  readonly dir: string;
  readonly environment?: string;
  /** `--var`, by name. */
  readonly variables: Readonly<Record<string, string>>;
  /** What `$expires` is compared with. */
  readonly now: Date;
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
  if (sandbox) terminal.message(`${terminal.messageStyle.yellow('SANDBOX')}: no real service is touched.`);
  const project = await loadProject(choice);
  return valid(project, sandbox ? undefined : missingBaseUrl(project), terminal);
}

/** The same for a command that asks no service for anything. */
export async function openFiles(choice: ProjectChoice, terminal: Terminal): Promise<ValidProject | undefined> {
  return valid(await loadProject(choice), undefined, terminal);
}

function valid(project: Project, missing: Diagnostic | undefined, terminal: Terminal): ValidProject | undefined {
  const diagnostics = missing === undefined ? project.diagnostics : [...project.diagnostics, missing];
  const isFaulty = printDiagnostics(diagnostics, project.files, terminal);
  const { configuration } = project;
  return isFaulty || configuration === undefined ? undefined : { ...project, configuration };
}
