import { type Dispatcher, EnvHttpProxyAgent, fetch, Pool } from 'undici';
import { PROXY_FAILURE } from './connection-failure.ts';

/** What answers requests: the network, or a service in this very process. */
export type AnswerRequest = (request: Request) => Response | Promise<Response>;

/** NO_PROXY plus loopback, which no proxy could reach. */
function noProxy(): string {
  const given = process.env['no_proxy'] ?? process.env['NO_PROXY'] ?? '';
  return given === '*' ? given : `${given},localhost,127.0.0.1,[::1]`;
}

/** The connections to a proxy. Their failures are marked as such, because undici repeats some of them without end. */
function createProxyPool(proxy: URL, options: object): Dispatcher {
  const pool = new Pool(proxy.origin, options);
  const tunnel = pool.connect.bind(pool);
  const connect = async (target: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> => {
    try {
      return await tunnel(target);
    } catch (cause) {
      throw Object.assign(new Error('No tunnel through the proxy.', { cause }), { code: PROXY_FAILURE });
    }
  };
  return Object.assign(pool, { connect });
}

/**
 * Sends requests over the network, through the proxies that the environment names. Of fetch only undici's own is sure to
 * take undici's dispatcher.
 * @throws TypeError where a proxy variable is no URL
 */
export function createNetwork(timeoutMs: number): AnswerRequest {
  const dispatcher = new EnvHttpProxyAgent({
    noProxy: noProxy(),
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: timeoutMs },
    clientFactory: createProxyPool,
  });
  return async (request) => {
    const body = await request.text();
    return fetch(request.url, {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      body: body === '' ? null : body,
      signal: request.signal,
      redirect: 'manual',
      dispatcher,
    });
  };
}
