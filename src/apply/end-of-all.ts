import { ScimError } from '../scim/answers/scim-error.ts';
import { LONGEST_WAIT_MS } from '../scim/pace/retry.ts';

/**
 * Why no other request of a run can succeed either, by what one of them was answered; undefined where another may. The
 * client has renewed what it can renew of its credentials, and has waited for as long as it does.
 */
export function endOfAll(error: unknown): string | undefined {
  if (!(error instanceof ScimError)) return undefined;
  const { status, retryAfterSeconds = 0 } = error;
  if (status === 401) return 'the service no longer accepts the credentials';
  if (status !== 429 || retryAfterSeconds * 1000 <= LONGEST_WAIT_MS) return undefined;
  return `the service asks for a pause of ${Math.ceil(retryAfterSeconds)} seconds, which is too long to wait`;
}
