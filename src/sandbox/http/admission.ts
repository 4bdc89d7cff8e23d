import type { Context, MiddlewareHandler } from 'hono';
import type { AccessRules, RateRules, ServiceRules } from '../service-rules.ts';
import { rootOf } from './address.ts';
import { ScimError } from './refuse.ts';

/**
 * What a request does: `GET User`; a search is a GET. Undefined for what concerns no resource type.
 * @param path as it is routed
 */
function operationOf({ address, types }: ServiceRules, method: string, path: string): string | undefined {
  const [endpoint, last] = path.slice((rootOf(address, path) ?? '').length + 1).split('/');
  const type = (['User', 'Group'] as const).find((name) => types[name].endpoint === `/${endpoint}`);
  return type && `${last === '.search' ? 'GET' : method} ${type}`;
}

/**
 * Refuses what the caller has no permission for.
 * @param held the permissions of the caller
 * @returns a handler that throws ScimError 403
 */
export function checkPermission(rules: ServiceRules, held: ReadonlySet<string>): MiddlewareHandler {
  return async (context, next) => {
    const operation = operationOf(rules, context.req.method, context.req.path) ?? '';
    const needed = rules.access.permissions[operation] ?? [];
    if (needed.length > 0 && !needed.some((permission) => held.has(permission))) {
      throw new ScimError(
        403,
        `Unable to perform the requested action. You must have at least one of the following permissions assigned: [${needed.join(', ')}]`,
      );
    }
    await next();
  };
}

/** Refuses requests that the service does not talk to: by what they accept, and without a User-Agent. */
export function checkHeaders({ answers, access }: ServiceRules): MiddlewareHandler {
  return async (context, next) => {
    if (answers.plainJson === 'refused' && /application\/json/i.test(context.req.header('accept') ?? '')) {
      throw new ScimError(400, 'This service answers application/scim+json, and no application/json.');
    }
    if (access.userAgentNeeded && (context.req.header('user-agent') ?? '') === '') {
      throw new ScimError(403, 'A request has to say its User-Agent.');
    }
    await next();
  };
}

interface Window {
  readonly from: number;
  readonly count: number;
}

/**
 * Counts the requests of each token and refuses those over the limit.
 * @returns a handler that throws ScimError 429 with `Retry-After`
 */
export function limitRates(rules: ServiceRules, now: () => number): MiddlewareHandler {
  const { rates, rateHeaders } = rules.access;
  const windows = new Map<string, Window>();
  return async (context, next) => {
    const operation = operationOf(rules, context.req.method, context.req.path) ?? '';
    const counted = rates
      .map((rate, index) => ({ rate, index }))
      .filter(({ rate }) => rate.operations === null || rate.operations.includes(operation))
      .map(({ rate, index }) => count(windows, `${index} ${context.req.header('authorization') ?? ''}`, rate, now()));
    const full = counted.find(({ over }) => over);
    if (full !== undefined) throw tooMany(full, rateHeaders);
    await next();
    const [first] = counted;
    if (first !== undefined) for (const [name, value] of headersOf(first, rateHeaders)) context.header(name, value);
  };
}

interface Counted {
  readonly rate: RateRules;
  readonly count: number;
  readonly over: boolean;
  /** Seconds until the count begins anew. */
  readonly reset: number;
}

function count(windows: Map<string, Window>, key: string, rate: RateRules, now: number): Counted {
  const known = windows.get(key);
  const length = rate.seconds * 1000;
  const from = known !== undefined && now - known.from < length ? known.from : now;
  const before = known?.from === from ? known.count : 0;
  const over = before >= rate.requests;
  const window = { from, count: before + (over ? 0 : 1) };
  windows.set(key, window);
  return { rate, count: window.count, over, reset: Math.ceil((from + length - now) / 1000) };
}

function tooMany(counted: Counted, names: AccessRules['rateHeaders']): ScimError {
  const { requests, seconds } = counted.rate;
  const message = `Rate limit exceeded the maximum [${requests}] requests within [${seconds}] seconds`;
  const headers = Object.fromEntries(headersOf(counted, names));
  return new ScimError(429, message, undefined, { ...headers, 'retry-after': String(counted.reset) });
}

function headersOf({ rate, count: used, reset }: Counted, names: AccessRules['rateHeaders']): [string, string][] {
  if (names === null) return [];
  return [
    [names.count, String(used)],
    [names.allowed, String(rate.requests)],
    [names.reset, String(reset)],
  ];
}

/** Numbers each answer, so that support can find the request. */
export function numberAnswers(name: string, idOf: (context: Context) => string): MiddlewareHandler {
  return async (context, next) => {
    await next();
    context.header(name, idOf(context));
  };
}
