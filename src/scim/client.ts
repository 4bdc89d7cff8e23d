import { discovery } from './discovery.ts';
import type { Access } from './http/access.ts';
import { createExchange } from './http/exchange.ts';
import { createSend } from './http/http.ts';
import type { RequestLog } from './http/request-log.ts';
import { parseServiceUrl } from './http/service-url.ts';
import { SYSTEM_CLOCK } from './pace/clock.ts';
import { reading } from './reading.ts';
import type { ClientOptions, ScimClient } from './scim-client.ts';
import { writing } from './writing.ts';

const DEFAULT_TIMEOUT_MS = 60_000;
const MAX_ANSWER_BYTES = 100_000_000;

/**
 * Creates a client of one service; nothing is sent yet.
 * @throws ServiceSettingError if the base URL or the token URL is malformed or would show credentials to the network
 */
export function createScimClient(options: ClientOptions): ScimClient {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, maxAnswerBytes = MAX_ANSWER_BYTES, clock = SYSTEM_CLOCK } = options;
  const { credentials, concurrency, requestsPerMinute = null, userAgent, profile, secrets = new Set() } = options;
  const { accept } = profile.endpoint;
  const base = parseServiceUrl(options.baseUrl, 'service.baseUrl', credentials.kind !== 'none');
  let requests = 0;
  const onRequest = (request: RequestLog): void => {
    requests += 1;
    options.onRequest?.(request);
  };
  const send = createSend({
    timeoutMs,
    maxAnswerBytes,
    onRequest,
    ...(options.admit === undefined ? {} : { admit: options.admit }),
    ...(options.answer === undefined ? {} : { answer: options.answer }),
  });
  const ask = createExchange({
    send,
    credentials,
    concurrency,
    requestsPerMinute,
    userAgent,
    accept,
    clock,
    secrets,
    onToken: options.onToken ?? (() => undefined),
  });
  const access: Access = { ask, base, profile };
  return {
    baseUrl: options.baseUrl,
    ...reading(access, options),
    ...writing(access),
    ...discovery(access),
    requestCount: () => requests,
  };
}
