import { projectDigest } from '../../config/digest.ts';
import { managedAttributes } from '../../directory/asking/requested-attributes.ts';
import { type ReadProgress, readDirectory } from '../../directory/read-directory.ts';
import { counted } from '../../model/counted.ts';
import type { Directory } from '../../model/directory.ts';
import type { Plan } from '../../model/plan.ts';
import { type Context, planContext } from '../../plan/context.ts';
import { makePlan } from '../../plan/make-plan.ts';
import { visible } from '../../render/text/visible-text.ts';
import { sha256 } from '../files/sha256.ts';
import type { PlanChoice, ValidProject } from '../open-project.ts';
import type { Service } from '../service/service.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { protectCaller } from './callers.ts';

/** What is open while a command plans. */
export interface Session {
  readonly project: ValidProject;
  readonly service: Service;
  readonly choice: PlanChoice & { readonly tool: string };
  readonly reading: ReadingChoice;
  readonly terminal: Terminal;
}

/** How the service may be read. */
export interface ReadingChoice {
  readonly maxRequests: number;
  /** Whether to say in which way that was done. */
  readonly verbose: boolean;
}

/** A plan, and what it was made by. */
export interface Planned {
  readonly plan: Plan;
  readonly context: Context;
}

/** Reads what the service holds now and plans what is left to do. Throws ServiceError where it cannot be read whole. */
export async function planNow(session: Session): Promise<Planned> {
  const { project, service, choice, terminal } = session;
  const { configuration, locate } = project;
  const { tool, variables, targets } = choice;
  const now = choice.now.toISOString();
  const { profile, target } = service;
  const directory = await read(session, choice.now);
  const digest = digestOf(project, choice);
  const input = { configuration, directory, profile, target, tool, variables, targets, digest, now, locate, sha256 };
  return {
    plan: await protectCaller(makePlan(input), project, service, terminal),
    context: planContext(profile, directory.schemas, target, configuration.service.phoneRegion),
  };
}

/** The digest that a plan of this project would carry now. */
export function digestOf({ files, configuration }: ValidProject, { variables, targets }: PlanChoice): string {
  return projectDigest({ files, environment: configuration.environment, variables, targets });
}

async function read({ project, service, reading, terminal }: Session, now: Date): Promise<Directory> {
  const { client, profile, host } = service;
  const { configuration } = project;
  terminal.status(`Reading ${host} …`);
  const directory = await readDirectory(client, {
    profile,
    configuration,
    managed: managedAttributes(configuration),
    now,
    maxRequests: reading.maxRequests,
    onProgress: (progress) => terminal.status(`Reading ${host}: ${describe(progress)}`),
  });
  terminal.message(`Read ${counted(directory.users.length, 'user')} and ${counted(directory.groups.length, 'group')}.`);
  tellHints(directory.reading.hints, terminal);
  if (reading.verbose) {
    const { strategies, requests } = directory.reading;
    const lines = [...strategies, `Requests: ${requests}.`];
    terminal.message(terminal.messageStyle.dim(lines.join('\n')));
  }
  return directory;
}

/** What the service does otherwise than its profile says, and the setting that says so. */
export function tellHints(hints: readonly string[], terminal: Terminal): void {
  for (const hint of hints) terminal.message(`${terminal.messageStyle.yellow('!')} ${visible(hint)}`);
}

function describe({ users, groups }: ReadProgress): string {
  const parts = [
    ...(users === undefined ? [] : [`${count(users)} users`]),
    ...(groups === undefined ? [] : [`${count(groups)} groups`]),
  ];
  return parts.join(', ');
}

function count({ read, total }: NonNullable<ReadProgress['users']>): string {
  return total === undefined ? `${read}` : `${read} of ${total}`;
}
