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

/** Tells of one request, about to be sent. */
export interface RequestTeller {
  /** Told once the answer has begun. ky's own hook for that is handed a copy of the answer, and a copy holds the body twice. */
  answered(answer: Required<Pick<RequestLog, 'status' | 'headers'>>): void;
  /** Say in words why no answer began. */
  readonly hooks: Hooks;
}

/** Begins to tell of a request: `onRequest` hears of it once, answered or not. */
export function requestTeller(
  { method, url }: { readonly method: string; readonly url: URL },
  onRequest: (request: RequestLog) => void,
): RequestTeller {
  const shown = { method, url: safeUrl(url) };
  const begin = performance.now();
  const tell = (answer: Pick<RequestLog, 'status' | 'headers'>): void =>
    onRequest({ ...shown, ms: performance.now() - begin, ...answer });
  return {
    answered: ({ status, headers }) => tell({ status, headers }),
    hooks: {
      beforeError: [
        ({ error }) => {
          tell({});
          return new ConnectionError(shown, connectionFailure(error, url), { cause: error });
        },
      ],
    },
  };
}
