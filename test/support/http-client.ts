import { GENERIC } from '../../src/profiles/generic.ts';
import { createScimClient } from '../../src/scim/client.ts';
import type { ClientOptions, ScimClient } from '../../src/scim/scim-client.ts';
import { drivenClock } from './clock-driven.ts';

/** A client for tests: no credentials, five requests at once, and no time lost by waiting, unless the test says otherwise. */
export function testClient(baseUrl: string, options: Partial<ClientOptions> = {}): ScimClient {
  return createScimClient({
    baseUrl,
    credentials: { kind: 'none' },
    profile: GENERIC,
    concurrency: 5,
    userAgent: 'rollcall-test',
    clock: drivenClock(),
    ...options,
  });
}
