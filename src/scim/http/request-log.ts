import type { Hooks } from 'ky';
import { ConnectionError } from './connection-error.ts';
import { connectionFailure } from './connection-failure.ts';
import { safeUrl } from './service-url.ts';

/** One request as it went over the wire, for `--verbose` and for counting. */
export interface RequestLog {
  readonly method: string;
  /** Without secrets. */
  readonly url: string;
  /** Absent where no answer came. */
  readonly status?: number;
  /** Until the answer began, or until it was sure that none would. */
  readonly ms: number;
  /** The headers of the answer, where one came. */
  readonly headers?: Pick<Headers, 'get'>;
}

/** Hooks of one request, about to be sent: they tell of it, answered or not, and say in words why no answer began. */
export function logHooks(
  { method, url }: { readonly method: string; readonly url: URL },
  onRequest: (request: RequestLog) => void,
): Hooks {
  const shown = { method, url: safeUrl(url) };
  const begin = performance.now();
  const log = (answer: Pick<RequestLog, 'status' | 'headers'>): void =>
    onRequest({ ...shown, ms: performance.now() - begin, ...answer });
  return {
    afterResponse: [({ response: { status, headers } }) => log({ status, headers })],
    beforeError: [
      ({ error }) => {
        log({});
        return new ConnectionError(shown, connectionFailure(error, url), { cause: error });
      },
    ],
  };
}
