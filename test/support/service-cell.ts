import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { FirstReading } from '../../src/apply/proof/first-reading.ts';
import { sha256 } from '../../src/cli/files/sha256.ts';
import { firstReading } from '../../src/cli/plan/plan-now.ts';
import { profileOf } from '../../src/cli/service/profile-of.ts';
import { loadProject } from '../../src/config/load-project.ts';
import { managedAttributes } from '../../src/directory/asking/requested-attributes.ts';
import { readDirectory } from '../../src/directory/read-directory.ts';
import type { ApplyEvent } from '../../src/model/apply-event.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Profile } from '../../src/model/profile.ts';
import { planContext } from '../../src/plan/context.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/http/start-sandbox.ts';
import type { Seed } from '../../src/sandbox/service-rules.ts';
import { rulesOf } from '../../src/sandbox/services.ts';
import { createScimClient } from '../../src/scim/client.ts';
import type { Clock } from '../../src/scim/pace/clock.ts';
import { temporaryProject } from './cli-run.ts';
import { contextOf } from './context-of.ts';

type Entry = Readonly<Record<string, unknown>>;

/** The people and groups of a project, as its file says them. */
export interface People {
  readonly users?: readonly Entry[];
  readonly groups?: readonly Entry[];
}

export interface CellOptions {
  /** Whose rules the sandbox has. */
  readonly service: string;
  readonly quirks?: readonly string[];
  /** How the project speaks; by default as the service wants it. */
  readonly profile?: string;
  readonly dialect?: JsonObject;
  readonly seed?: Seed;
}

export interface Applied {
  readonly plan: Plan;
  readonly events: readonly ApplyEvent[];
  /** `POST User 201`, in the order in which they were answered. */
  readonly writes: readonly string[];
}

/** A project on the sandbox of a service. */
export interface Cell {
  readonly sandbox: Sandbox;
  plan(people: People): Promise<Plan>;
  apply(people: People): Promise<Applied>;
  /** What the service answers for a user, in SCIM's own shape. */
  show(id: string): Promise<JsonObject>;
  /** Everything that was answered, as `GET /Users 200`. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

const WRITE = /^(POST|PUT|PATCH|DELETE) .*\/(users|groups)(?:\/[^ ]*)? (\d+)$/i;

/** Opens a project on the sandbox of a service. Time jumps from one plan to the next, so that no rate is used up. */
export async function openCell({
  service,
  quirks = [],
  profile = service,
  dialect = {},
  seed,
}: CellOptions): Promise<Cell> {
  const log: string[] = [];
  let skipped = 0;
  const clock: Clock = {
    now: () => Date.now() + skipped,
    // Nobody waits: time passes at once.
    sleep: async (ms) => {
      skipped += ms;
    },
  };
  const rules = rulesOf(service, quirks);
  const project = await temporaryProject({});
  const sandbox = await startSandbox({
    rules,
    ...(seed === undefined ? {} : { seed }),
    log: (line) => log.push(line),
    now: clock.now,
  });
  const effective: Profile = profileOf({ profile, auth: { kind: 'none' }, dialect });
  const client = createScimClient({
    baseUrl: sandbox.url,
    credentials: { kind: 'none' },
    profile: effective,
    concurrency: 10,
    userAgent: 'rollcall-test',
    clock,
  });
  let reading: FirstReading | undefined;
  let context = contextOf(effective);
  const plan = async (people: People): Promise<Plan> => {
    skipped += 3_600_000;
    const settings = { service: { profile, baseUrl: sandbox.url, dialect }, ...people };
    await writeFile(join(project.dir, 'rollcall.yaml'), stringify(settings));
    const { configuration, diagnostics, locate } = await loadProject({ dir: project.dir, variables: {} });
    assert.ok(configuration, diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join('\n'));
    const directory = await readDirectory(client, {
      profile: effective,
      configuration,
      managed: managedAttributes(configuration),
    });
    reading = firstReading(directory, configuration, effective);
    context = planContext(effective, directory.schemas, sandbox.url, undefined);
    return makePlan({
      configuration,
      directory,
      profile: effective,
      target: sandbox.url,
      tool: 'rollcall 0.0.0',
      variables: {},
      targets: [],
      digest: '',
      now: '2026-11-21T00:00:00Z',
      locate,
      sha256,
    });
  };
  const apply = async (people: People): Promise<Applied> => {
    const planned = await plan(people);
    assert.deepEqual(errorsOf(planned), []);
    const from = log.length;
    const resolveSecret = () => Promise.resolve('correct-horse');
    const options = {
      client,
      context,
      concurrency: 4,
      resolveSecret,
      verify: true,
      clock,
      ...(reading === undefined ? {} : { reading }),
    };
    const events: ApplyEvent[] = [];
    for await (const event of applyPlan(planned, options)) events.push(event);
    const writes = log.slice(from).flatMap((line) => {
      const [, method = '', type = '', status = ''] = WRITE.exec(line) ?? [];
      return method === '' ? [] : [`${method} ${type.toLowerCase() === 'users' ? 'User' : 'Group'} ${status}`];
    });
    return { plan: planned, events, writes };
  };
  return {
    sandbox,
    plan,
    apply,
    log,
    show: async (id) => {
      const headers = { accept: 'application/scim+json' };
      const answer = await fetch(`${sandbox.url}${rules.types.User.endpoint}/${id}`, { headers });
      return JSON.parse(await answer.text());
    },
    close: async () => {
      await sandbox.close();
      await project.remove();
    },
  };
}

/** What a plan says that cannot be, by code. */
export function errorsOf({ diagnostics }: Plan): readonly string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code, summary }) => `${code}: ${summary}`);
}

/** What went wrong while a plan was applied. */
export function troublesOf({ events }: Applied): readonly string[] {
  return events.flatMap((event) => {
    if (event.event === 'change-failed')
      return [`${event.key}: ${event.failure.summary} ${event.failure.detail ?? ''}`];
    if (event.event === 'not-kept') return [`${event.key}: not kept ${JSON.stringify(event.findings)}`];
    if (event.event === 'lost') return [`${event.key}: lost ${JSON.stringify(event.findings)}`];
    if (event.event === 'twins') return [`${event.key}: twins`];
    if (event.event === 'not-read') return [`${event.key}: not read: ${event.failure.summary}`];
    return event.event === 'change-skipped' ? [`${event.key}: skipped`] : [];
  });
}

/**
 * Applies, and plans again: nothing is left to do, and no request was refused.
 * @returns the requests, such as `PATCH Group 1, POST User 3; then GET 4` for the second plan
 */
export async function converge(cell: Cell, people: People): Promise<string> {
  const from = cell.log.length;
  const applied = await cell.apply(people);
  assert.deepEqual(troublesOf(applied), []);
  const afterwards = cell.log.length;
  const again = await cell.plan(people);
  assert.deepEqual(again.changes, [], 'a second plan');
  const deleted = applied.plan.changes.flatMap(({ action, resource }) =>
    action === 'delete' || action === 'deactivate' ? [resource.id] : [],
  );
  // That what was deleted, or hides when it is inactive, is not there any more is how that is shown.
  const isShown = (line: string) => line.startsWith('GET') && deleted.some((id) => line.includes(`/${id} `));
  // Every service is asked for its configuration, and many have none: that alone may be missing.
  const isAdvice = (line: string) => /\/ServiceProviderConfig 404$/.test(line);
  const refused = cell.log.slice(from).filter((line) => / [45]\d\d$/.test(line) && !isShown(line) && !isAdvice(line));
  assert.deepEqual(refused, [], 'requests that the service refused');
  return `${counted(applied.writes)}; then GET ${cell.log.length - afterwards}`;
}

function counted(writes: readonly string[]): string {
  const kinds = Map.groupBy(writes, (write) => write.split(' ').slice(0, 2).join(' '));
  return [...kinds]
    .map(([kind, requests]) => `${kind} ${requests.length}`)
    .sort()
    .join(', ');
}
