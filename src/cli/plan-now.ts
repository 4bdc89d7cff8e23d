import { projectDigest } from '../config/digest.ts';
import { type ReadProgress, readDirectory } from '../directory/read-directory.ts';
import type { Directory } from '../model/directory.ts';
import type { Plan } from '../model/plan.ts';
import { makePlan } from '../plan/make-plan.ts';
import { protectCaller } from './callers.ts';
import type { PlanChoice, ValidProject } from './open-project.ts';
import type { Service } from './service.ts';
import { sha256 } from './sha256.ts';
import type { Terminal } from './terminal.ts';

/** What is open while a command plans. */
export interface Session {
  readonly project: ValidProject;
  readonly service: Service;
  readonly choice: PlanChoice & { readonly tool: string };
  readonly terminal: Terminal;
}

/** Reads what the service holds now and plans what is left to do. Throws ServiceError where it cannot be read whole. */
export async function planNow({ project, service, choice, terminal }: Session): Promise<Plan> {
  const { configuration, locate } = project;
  const { tool, variables, targets } = choice;
  const now = choice.now.toISOString();
  const { profile, target } = service;
  const directory = await read(service, terminal);
  const digest = digestOf(project, choice);
  const input = { configuration, directory, profile, target, tool, variables, targets, digest, now, locate, sha256 };
  return protectCaller(makePlan(input), project, service);
}

/** The digest that a plan of this project would carry now. */
export function digestOf({ files, configuration }: ValidProject, { variables, targets }: PlanChoice): string {
  return projectDigest({ files, environment: configuration.environment, variables, targets });
}

async function read({ client, profile, host }: Service, terminal: Terminal): Promise<Directory> {
  terminal.status(`Reading ${host} …`);
  const onProgress = (progress: ReadProgress) => terminal.status(`Reading ${host}: ${describe(progress)}`);
  const directory = await readDirectory(client, { profile, onProgress });
  terminal.message(`Read ${directory.users.length} users and ${directory.groups.length} groups.`);
  return directory;
}

function describe({ users, groups }: ReadProgress): string {
  const parts = [
    ...(users === undefined ? [] : [`${users.read} of ${users.total} users`]),
    ...(groups === undefined ? [] : [`${groups.read} of ${groups.total} groups`]),
  ];
  return parts.join(', ');
}
