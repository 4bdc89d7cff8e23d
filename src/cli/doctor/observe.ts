import type { Check } from '../../model/health/health.ts';
import { type RateAllowance, readRateHeaders } from '../../scim/pace/rate-headers.ts';
import type { ServiceObserver } from '../service/service.ts';

/** What requests show besides their answers. */
export interface Observed {
  /** Milliseconds that the service's clock is ahead of this machine's. */
  skew?: number;
  allowance?: RateAllowance;
  lifetime?: number;
}

/** Collects what the requests show; the last word counts. */
export function observe(now: () => number): { readonly observed: Observed; readonly observer: ServiceObserver } {
  const observed: Observed = {};
  const observer: ServiceObserver = {
    onRequest: ({ headers, ms }) => {
      const date = Date.parse(headers?.get('date') ?? '');
      // The service wrote its date at some moment of the request; its middle is the best guess.
      if (!Number.isNaN(date)) observed.skew = date - (now() - ms / 2);
      const allowance = headers === undefined ? undefined : readRateHeaders(headers, now());
      if (allowance !== undefined) observed.allowance = allowance;
    },
    onToken: (seconds) => {
      if (seconds !== undefined) observed.lifetime = seconds;
    },
  };
  return { observed, observer };
}

/** Beyond this the tokens and expiries of one side look wrong to the other. */
const MOST_SKEW_S = 60;

/** The Date header counts whole seconds, so that small differences mean nothing. */
export function clockCheck({ skew }: Observed): Check {
  const name = 'clock';
  if (skew === undefined) return { name, status: 'skipped', summary: 'the service does not tell its time' };
  const seconds = Math.round(skew / 1000);
  if (Math.abs(seconds) <= 2) return { name, status: 'ok', summary: 'agrees with the service' };
  const summary = `the service is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} this machine`;
  return Math.abs(seconds) > MOST_SKEW_S
    ? { name, status: 'warning', summary, hint: 'Set the clock: tokens and $expires are judged by it.' }
    : { name, status: 'ok', summary };
}

/** What the service still takes, by its headers, or else by its documentation. */
export function rateCheck({ allowance }: Observed, requestsPerMinute: number | null): Check {
  const name = 'rate limit';
  const documented = requestsPerMinute === null ? '' : `${requestsPerMinute} requests a minute by the profile`;
  if (allowance === undefined) return { name, status: 'ok', summary: documented || 'none is known' };
  const left = `${allowance.remaining} requests left for ${Math.round(allowance.resetMs / 1000)} s`;
  return { name, status: 'ok', summary: documented === '' ? left : `${left}; ${documented}` };
}
