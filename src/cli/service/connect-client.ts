import type { Profile } from '../../model/profile.ts';
import type { ShownValues } from '../../render/hidden/hidden-value.ts';
import type { Credentials } from '../../scim/auth/auth.ts';
import { createScimClient } from '../../scim/client.ts';
import type { RequestLog } from '../../scim/http/request-log.ts';
import type { ClientOptions, ScimClient } from '../../scim/scim-client.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { knownSecrets } from './known-secrets.ts';
import type { ServiceChoice } from './service.ts';

/** Who asks, and who may be asked. */
export interface ClientAccess extends Pick<ClientOptions, 'answer'> {
  readonly credentials: Credentials;
  /** Throws where a request may not go to a URL. */
  readonly admit?: (url: URL) => void;
}

/** A client that says with `--verbose` what it asks. Throws ServiceSettingError. */
export function createClient(
  baseUrl: string,
  { credentials, admit, answer }: ClientAccess,
  profile: Profile,
  choice: ServiceChoice,
  terminal: Terminal,
): ScimClient {
  return createScimClient({
    baseUrl,
    credentials,
    ...(admit === undefined ? {} : { admit }),
    ...(answer === undefined ? {} : { answer }),
    profile,
    concurrency: choice.concurrency,
    requestsPerMinute: profile.requestsPerMinute,
    secrets: knownSecrets,
    userAgent: choice.tool.replace(' ', '/'),
    onRequest: (request) => {
      choice.observer?.onRequest(request);
      if (choice.verbose) terminal.message(terminal.messageStyle.dim(requestLine(request, terminal.values)));
    },
    onToken: (seconds) => choice.observer?.onToken(seconds),
  });
}

/** An id or a filter may be a name. */
function requestLine({ method, url, status, ms }: RequestLog, values: ShownValues): string {
  const shown = values === 'all' ? url : new URL(url).origin;
  return `${method} ${shown} ${status ?? 'no answer'} ${Math.round(ms)} ms`;
}
