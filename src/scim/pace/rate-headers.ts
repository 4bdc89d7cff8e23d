/** What a service says of the requests that it still takes. */
export interface RateAllowance {
  /** Requests left until the reset. */
  readonly remaining: number;
  /** Milliseconds until the count begins anew. */
  readonly resetMs: number;
}

type HeaderSource = Pick<Headers, 'get'>;

/** Beyond this a number of seconds is a time since 1970. */
const EPOCH_SECONDS = 1_000_000_000;
/** `RateLimit: "default";r=50;t=30` (draft-ietf-httpapi-ratelimit-headers). */
const STRUCTURED = /;\s*r=(\d+)\s*;\s*t=(\d+)/u;
const PREFIXES = ['ratelimit', 'x-ratelimit', 'x-rate-limit'];

/**
 * Reads the rate headers of an answer: Genesys' `inin-ratelimit-*`, the IETF's `RateLimit` and `RateLimit-*`, and the
 * `X-RateLimit-*` that many services have. Undefined where there is none that can be understood.
 * @param now milliseconds since 1970, for a reset that is a time
 */
export function readRateHeaders(headers: HeaderSource, now: number): RateAllowance | undefined {
  const structured = STRUCTURED.exec(headers.get('ratelimit') ?? '');
  if (structured !== null) return { remaining: Number(structured[1]), resetMs: Number(structured[2]) * 1000 };
  const [count, allowed, reset] = ['count', 'allowed', 'reset'].map((name) =>
    number(headers, `inin-ratelimit-${name}`),
  );
  if (count !== undefined && allowed !== undefined && reset !== undefined) {
    return { remaining: Math.max(0, allowed - count), resetMs: reset * 1000 };
  }
  for (const prefix of PREFIXES) {
    const remaining = number(headers, `${prefix}-remaining`);
    const seconds = number(headers, `${prefix}-reset`);
    if (remaining === undefined || seconds === undefined) continue;
    const resetMs = seconds > EPOCH_SECONDS ? seconds * 1000 - now : seconds * 1000;
    return { remaining, resetMs: Math.max(0, resetMs) };
  }
  return undefined;
}

function number(headers: HeaderSource, name: string): number | undefined {
  const text = headers.get(name)?.trim();
  return text !== undefined && /^\d+(\.\d+)?$/u.test(text) ? Number(text) : undefined;
}
