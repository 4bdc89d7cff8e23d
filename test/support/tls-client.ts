import { GENERIC } from '../../src/profiles/generic.ts';
import { ServiceError } from '../../src/scim/answers/service-error.ts';
import { createScimClient } from '../../src/scim/client.ts';

/** Run as a process of its own, because NODE_EXTRA_CA_CERTS counts only at its start: lists the users of each base URL. */
for (const baseUrl of process.argv.slice(2)) {
  const credentials = { kind: 'token', token: 'tls-test-token' } as const;
  const client = createScimClient({
    baseUrl,
    credentials,
    profile: GENERIC,
    concurrency: 1,
    userAgent: 'rollcall-test',
  });
  try {
    const users = await client.list('User');
    process.stdout.write(`${users.length} users\n`);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    process.stdout.write(`${error.message}\n`);
  }
}
