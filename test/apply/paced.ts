import { GENERIC } from '../../src/profiles/generic.ts';
import { startSandbox } from '../../src/sandbox/http/start-sandbox.ts';
import { createScimClient } from '../../src/scim/client.ts';
import { type Clock, SYSTEM_CLOCK } from '../../src/scim/pace/clock.ts';
import { startMeteredProxy } from '../support/metered-proxy.ts';
import { applyAll, createUser, outcomes, planOf } from './plans.ts';

export interface PacedRun {
  readonly changes: number;
  readonly requestsPerMinute: number | null;
  /** Milliseconds that a request takes on its way. */
  readonly latencyMs: number;
  readonly clock?: Clock;
}

export interface PacedReport {
  readonly done: number;
  /** By the clock, without reading and verifying. */
  readonly ms: number;
  readonly requests: number;
  readonly refused: number;
}

/** Creates users on a sandbox behind a proxy with a rate limit or a latency; concurrency is 10, nothing is verified. */
export async function applyPaced(run: PacedRun): Promise<PacedReport> {
  const { requestsPerMinute, latencyMs, clock = SYSTEM_CLOCK } = run;
  const sandbox = await startSandbox();
  const limit = requestsPerMinute === null ? {} : { requestsPerMinute };
  const proxy = await startMeteredProxy(sandbox.url, { clock, latencyMs, ...limit });
  try {
    return { ...(await applyTo(proxy.url, run)), requests: proxy.times.length, refused: proxy.refused() };
  } finally {
    await proxy.close();
    await sandbox.close();
  }
}

/** Creates users on the service of that URL by 10 at a time. */
export async function applyTo(
  baseUrl: string,
  { changes, requestsPerMinute, clock = SYSTEM_CLOCK }: Omit<PacedRun, 'latencyMs'>,
): Promise<Pick<PacedReport, 'done' | 'ms'>> {
  const client = createScimClient({
    baseUrl,
    profile: GENERIC,
    credentials: { kind: 'none' },
    concurrency: 10,
    requestsPerMinute,
    userAgent: 'rollcall-test',
    clock,
  });
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
  const users = Array.from({ length: changes }, (_, n) =>
    createUser(`user${n}`, {
      requests: [{ purpose: 'create', method: 'POST', path: '/Users', body: { schemas, userName: `user${n}` } }],
    }),
  );
  const begin = clock.now();
  const profile = { ...GENERIC, requestsPerMinute };
  const events = await applyAll(planOf(...users), { client, profile, concurrency: 40, clock });
  const done = outcomes(events).filter(({ event }) => event === 'change-done').length;
  return { done, ms: clock.now() - begin };
}
