import type { ConnectionFailure } from './connection-error.ts';

const TRUST_HINT =
  'If you trust the authority that signed it, put its certificate (PEM) into a file and set NODE_EXTRA_CA_CERTS to that file.';

const TLS_FAILURES: Readonly<Record<string, readonly [problem: string, hint: string]>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: ['the certificate of the service is self-signed.', TRUST_HINT],
  SELF_SIGNED_CERT_IN_CHAIN: ['the certificate of the service was signed by an authority unknown here.', TRUST_HINT],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['the certificate of the service lacks the one that signed it.', TRUST_HINT],
  UNABLE_TO_GET_ISSUER_CERT: ['the certificate of the service was signed by an authority unknown here.', TRUST_HINT],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    'the certificate of the service was signed by an authority unknown here.',
    TRUST_HINT,
  ],
  CERT_HAS_EXPIRED: [
    'the certificate of the service has expired.',
    "Tell the service's operator; check this machine's clock.",
  ],
  CERT_NOT_YET_VALID: ['the certificate of the service is not valid yet.', "Check this machine's clock."],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'the certificate of the service is for another host name.',
    'Check the host in service.baseUrl.',
  ],
};

/** The code of errors between this machine and a proxy. */
export const PROXY_FAILURE = 'ROLLCALL_PROXY_FAILURE';

const PROXY_HINT = 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY.';
const URL_HINT = 'Check service.baseUrl, the network and, behind a proxy, HTTPS_PROXY and NO_PROXY.';

function failure(
  reason: ConnectionFailure['reason'],
  mayHaveBeenProcessed: boolean,
  problem: string,
  hint: string,
): ConnectionFailure {
  return { reason, mayHaveBeenProcessed, problem, hint };
}

const RESET = failure('reset', true, 'the connection was closed before an answer came.', 'Run again.');
const SLOW = failure('timeout', true, 'no answer came in time.', 'Run again later; the service may be overloaded.');

const FAILURES: Readonly<Record<string, ConnectionFailure>> = {
  ECONNREFUSED: failure('refused', false, 'nothing listens there (connection refused).', URL_HINT),
  // These three can also end a connection that had carried the request.
  EHOSTUNREACH: failure('refused', true, 'the host cannot be reached.', URL_HINT),
  ENETUNREACH: failure('refused', true, 'the network cannot be reached.', URL_HINT),
  ETIMEDOUT: failure('timeout', true, 'the connection timed out.', URL_HINT),
  ENOTFOUND: failure('dns', false, 'the host name is unknown.', URL_HINT),
  EAI_AGAIN: failure('dns', false, 'the host name could not be looked up for now.', URL_HINT),
  UND_ERR_CONNECT_TIMEOUT: failure('timeout', false, 'no connection came about in time.', URL_HINT),
  UND_ERR_HEADERS_TIMEOUT: SLOW,
  UND_ERR_BODY_TIMEOUT: SLOW,
  TimeoutError: SLOW,
  AbortError: SLOW,
  ECONNRESET: RESET,
  EPIPE: RESET,
  UND_ERR_SOCKET: RESET,
  [PROXY_FAILURE]: failure('proxy', false, 'the proxy cannot be reached or closed the connection.', PROXY_HINT),
  UND_ERR_ABORTED: failure('proxy', false, 'the proxy refused to connect to the service.', PROXY_HINT),
  EPROTO: failure('tls', false, 'the host does not speak TLS there.', 'Check the scheme and port of service.baseUrl.'),
};

/** Codes and names of an error and its causes, from the outside in. */
function codesOf(error: unknown): readonly string[] {
  const codes: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') codes.push(cause.code);
    codes.push(cause.name);
  }
  return codes;
}

/** What fetch says of a port that its standard blocks (https://fetch.spec.whatwg.org/#port-blocking); it has no code. */
const BAD_PORT = 'bad port';

function messagesOf(error: unknown): readonly string[] {
  const messages: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) messages.push(cause.message);
  return messages;
}

function blockedPort({ port }: Partial<URL> = {}): ConnectionFailure {
  return failure(
    'other',
    false,
    `fetch refuses ${port === undefined ? 'that port' : `port ${port}`}, which belongs to another protocol than HTTP.`,
    'Let the service listen on another port, or put a proxy in front of it, and correct service.baseUrl.',
  );
}

function tlsFailure(code: string): ConnectionFailure | undefined {
  const known = TLS_FAILURES[code];
  if (known !== undefined) return failure('tls', false, ...known);
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')
    ? failure(
        'tls',
        false,
        `no secure connection came about (${code}).`,
        'Check the scheme and port of service.baseUrl.',
      )
    : undefined;
}

/** Says in words why no answer began. */
export function connectionFailure(error: unknown, url?: URL): ConnectionFailure {
  if (messagesOf(error).includes(BAD_PORT)) return blockedPort(url);
  const codes = codesOf(error);
  for (const code of codes) {
    const found = tlsFailure(code) ?? FAILURES[code];
    if (found !== undefined) return found;
  }
  return failure('other', true, `no answer came (${codes.join(', ')}).`, URL_HINT);
}

/** Says in words why an answer that had begun did not end. */
export function bodyFailure(error: unknown): ConnectionFailure {
  const found = connectionFailure(error);
  return found.reason === 'timeout'
    ? failure('timeout', true, 'the answer began but did not end in time.', SLOW.hint)
    : failure('truncated', true, 'the answer was cut short.', 'Run again; a proxy in between may be at fault.');
}
