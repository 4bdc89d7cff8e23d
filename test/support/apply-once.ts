import { applyPlan } from '../../src/apply/apply-plan.ts';
import { firstReading } from '../../src/cli/plan/plan-now.ts';
import { managedAttributes } from '../../src/directory/asking/requested-attributes.ts';
import { ContradictoryReadError } from '../../src/directory/contradictory-read-error.ts';
import { readDirectory } from '../../src/directory/read-directory.ts';
import type { ApplyEvent } from '../../src/model/apply-event.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Profile } from '../../src/model/profile.ts';
import { planContext } from '../../src/plan/context.ts';
import { ServiceError } from '../../src/scim/answers/service-error.ts';
import type { Clock } from '../../src/scim/pace/clock.ts';
import { testClient } from './http-client.ts';
import { configurationOf, planOf, type World } from './planning.ts';

/** How a run came out, as its exit code says it. */
export type Outcome =
  | { readonly kind: 'nothing to do' }
  /** Exit 0. */
  | { readonly kind: 'applied'; readonly events: readonly ApplyEvent[] }
  /** Exit 1 before the first write. */
  | { readonly kind: 'refused'; readonly because: readonly string[] }
  /** Exit 1 after it. */
  | { readonly kind: 'failed'; readonly because: readonly string[] };

export interface Attempt {
  readonly url: string;
  readonly profile: Profile;
  readonly clock: Clock;
  readonly concurrency?: number;
  readonly timeoutMs?: number;
}

/** Reads, plans, applies and proves, as the command does without asking, in this process. */
export async function applyOnce(world: World, attempt: Attempt): Promise<Outcome> {
  const { url, profile, clock, concurrency = 5, timeoutMs = 10_000 } = attempt;
  const configuration = configurationOf(world);
  const client = testClient(url, { profile, clock, concurrency, timeoutMs });
  const managed = managedAttributes(configuration);
  const directory = await readDirectory(client, { profile, configuration, managed }).catch((error: unknown) => {
    if (error instanceof ServiceError || error instanceof ContradictoryReadError) return error;
    throw error;
  });
  if (directory instanceof Error) return { kind: 'refused', because: [directory.message] };
  const plan = planOf({ ...world, current: directory, profile });
  const errors = plan.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { kind: 'refused', because: errors.map(({ code, summary }) => `${code} ${summary}`) };
  if (plan.changes.length === 0) return { kind: 'nothing to do' };
  return carryOut(plan, {
    client,
    context: planContext(profile, directory.schemas, url, undefined),
    concurrency: concurrency * 4,
    resolveSecret: () => Promise.resolve('correct-horse'),
    verify: true,
    clock,
    reading: firstReading(directory, configuration, profile),
  });
}

async function carryOut(plan: Plan, options: Parameters<typeof applyPlan>[1]): Promise<Outcome> {
  const events: ApplyEvent[] = [];
  for await (const event of applyPlan(plan, options)) events.push(event);
  const because = events.flatMap(troubleOf);
  return because.length === 0 ? { kind: 'applied', events } : { kind: 'failed', because };
}

/** What makes exit 1 of an apply. */
function troubleOf(event: ApplyEvent): readonly string[] {
  switch (event.event) {
    case 'change-failed':
      return [`${event.key} failed: ${event.failure.summary} ${event.failure.detail ?? ''}`.trim()];
    case 'change-skipped':
      return [`${event.key} skipped: ${event.because}`];
    case 'not-kept':
    case 'lost':
      return [`${event.key} ${event.event}: ${JSON.stringify(event.findings)}`];
    case 'twins':
      return [`${event.key} twins: ${event.others.join(', ')}`];
    case 'not-read':
      return [`${event.key} not read: ${event.failure.summary}`];
    default:
      return [];
  }
}
