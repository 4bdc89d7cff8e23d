import { type FirstReading, firstRead } from '../../apply/proof/first-reading.ts';
import { unwantedMembers } from '../../apply/proof/unwanted-members.ts';
import { projectDigest } from '../../config/digest.ts';
import { askingFor } from '../../directory/asking/asking.ts';
import { managedAttributes } from '../../directory/asking/requested-attributes.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Directory } from '../../model/directory.ts';
import type { Plan } from '../../model/plan.ts';
import type { Profile } from '../../model/profile.ts';
import { type Context, planContext } from '../../plan/context.ts';
import { makePlan } from '../../plan/make-plan.ts';
import { sha256 } from '../files/sha256.ts';
import type { PlanChoice, ValidProject } from '../open-project.ts';
import { type ReadingChoice, readService } from '../service/read-service.ts';
import type { Service } from '../service/service.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { protectCaller } from './callers.ts';
import { idHash } from './id-hash.ts';

/** What is open while a command plans. */
export interface Session {
  readonly project: ValidProject;
  readonly service: Service;
  readonly choice: PlanChoice & { readonly tool: string };
  readonly reading: ReadingChoice;
  readonly terminal: Terminal;
}

/** A plan, and what it was made by. */
export interface Planned {
  readonly plan: Plan;
  readonly context: Context;
  /** What was read for it. */
  readonly reading: FirstReading;
}

/** Reads what the service holds now and plans what is left to do. Throws ServiceError where it cannot be read whole. */
export async function planNow(session: Session): Promise<Planned> {
  const { project, service, choice, reading, terminal } = session;
  const { configuration, locate } = project;
  const { tool, variables, targets } = choice;
  const now = choice.now.toISOString();
  const { profile, target } = service;
  const directory = await readService(service, reading, terminal, { configuration, now: choice.now });
  const digest = digestOf(project, choice);
  const input = { configuration, directory, profile, target, tool, variables, targets, digest, now, locate, sha256 };
  const plan = makePlan({ ...input, idHash: idHash(process.env) });
  const first = firstReading(directory, configuration, profile);
  const { phoneRegion } = configuration.service;
  return {
    plan: await protectCaller(plan, service, terminal),
    context: planContext(profile, directory.schemas, target, phoneRegion, (type, id) => firstRead(first, type, id)),
    reading: first,
  };
}

/** What the proof of an apply compares the last reading with. */
export function firstReading(
  { users, groups, schemas }: Directory,
  configuration: Configuration,
  profile: Profile,
): FirstReading {
  const managed = managedAttributes(configuration);
  const ignoring = [...configuration.users, ...configuration.groups].filter(({ ignore }) => ignore.length > 0);
  const resources = { User: users, Group: groups };
  return {
    resources,
    asking: {
      User: askingFor('User', profile, managed, schemas),
      Group: askingFor('Group', profile, managed, schemas),
    },
    isFresh: true,
    ignored: new Map(ignoring.map(({ key, ignore }) => [key, ignore])),
    unwanted: unwantedMembers(configuration.groups, resources),
  };
}

/** The digest that a plan of this project would carry now. */
export function digestOf({ bytes, configuration }: ValidProject, { variables, targets }: PlanChoice): string {
  return projectDigest({ files: bytes, environment: configuration.environment, variables, targets });
}
