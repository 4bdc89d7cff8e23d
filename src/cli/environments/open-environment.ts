import type { Allowances } from '../../model/guards.ts';
import type { Plan } from '../../model/plan.ts';
import { visible } from '../../render/text/visible-text.ts';
import { openProject, type PlanChoice } from '../open-project.ts';
import type { Planned } from '../plan/plan-now.ts';
import { planToApply } from '../plan/plan-to-apply.ts';
import { openService } from '../service/open-service.ts';
import type { ReadingChoice } from '../service/read-service.ts';
import type { Service, ServiceChoice } from '../service/service.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** How each environment is planned. */
export interface EnvironmentChoice {
  readonly choice: PlanChoice & { readonly tool: string };
  readonly service: ServiceChoice;
  readonly reading: ReadingChoice;
  readonly allow: Allowances;
}

/** An environment whose service is open, with its plan; what its files say is let go. */
export interface OpenEnvironment {
  readonly name: string;
  readonly service: Service;
  readonly planned: Planned;
}

/**
 * Opens an environment, reads its service and plans it. Whoever gets one closes its service.
 * @returns undefined where its files or its plan hold errors, which are told
 * @throws whatever keeps it from being planned
 */
export async function openEnvironment(
  name: string,
  { choice: common, service: serviceChoice, reading, allow }: EnvironmentChoice,
  saved: Plan | undefined,
  terminal: Terminal,
): Promise<OpenEnvironment | undefined> {
  terminal.message(`${terminal.messageStyle.bold(visible(name))}:`);
  const choice = { ...common, environment: name };
  const project = await openProject(choice, serviceChoice.sandbox, terminal);
  if (project === undefined) return undefined;
  const service = await openService(project, serviceChoice, terminal);
  try {
    const planned = await planToApply(saved, { project, service, choice, reading, terminal }, allow);
    if (planned !== undefined) return { name, service, planned };
  } catch (error) {
    await service.close();
    throw error;
  }
  await service.close();
  return undefined;
}
