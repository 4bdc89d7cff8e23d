import type { HttpAnswer, Send } from './http.ts';
import { safeUrl } from './service-url.ts';

/** One request as it went over the wire, for `--verbose` and for counting. */
export interface RequestLog {
  readonly method: string;
  /** Without secrets. */
  readonly url: string;
  /** Absent where no answer came. */
  readonly status?: number;
  readonly ms: number;
  /** The headers of the answer, where one came. */
  readonly headers?: HttpAnswer['headers'];
}

/** A send that tells of every request, answered or not. */
export function logged(send: Send, onRequest: (request: RequestLog) => void): Send {
  return async (request) => {
    const { method } = request;
    const url = safeUrl(request.url);
    const begin = performance.now();
    const log = (status: object): void => onRequest({ method, url, ms: performance.now() - begin, ...status });
    try {
      const answer = await send(request);
      log({ status: answer.status, headers: answer.headers });
      return answer;
    } catch (error) {
      log({});
      throw error;
    }
  };
}
