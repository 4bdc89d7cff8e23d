import { byPlace, type LoadOptions, loadProject, type Project } from '../load-project.ts';
import { policyViolations } from './declared-policies.ts';

/** Loads a project and evaluates its policies on what it declares, which a plan does on what the service will hold. */
export async function validateProject(options: LoadOptions): Promise<Project> {
  const project = await loadProject(options);
  const { configuration, diagnostics, locate } = project;
  if (configuration === undefined) return project;
  const violations = policyViolations(configuration, locate, options.now);
  return { ...project, diagnostics: [...diagnostics, ...violations].toSorted(byPlace) };
}
