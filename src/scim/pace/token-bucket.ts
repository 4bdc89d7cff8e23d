/** Spreads requests over time. Counting begins with the first one. */
export interface TokenBucket {
  /** Milliseconds until the next request may go; 0 where it may go now. */
  delayMs(now: number): number;
  /** Counts a request that goes now. */
  take(now: number): void;
}

const MINUTE_MS = 60_000;
/** This part of a minute's requests may go at once, so that small runs do not wait; the others are spread evenly. */
const BURST = 0.05;

/**
 * Never lets more than `requestsPerMinute` requests go in any minute, wherever the service's minute begins: what may go at
 * once and what flows after it are together that many.
 */
export function createTokenBucket(requestsPerMinute: number): TokenBucket {
  const burst = Math.max(1, Math.floor(requestsPerMinute * BURST));
  const intervalMs = MINUTE_MS / Math.max(1, requestsPerMinute - burst);
  let tokens = burst;
  let countedAt = Number.NEGATIVE_INFINITY;
  const at = (now: number): number =>
    countedAt === Number.NEGATIVE_INFINITY ? burst : Math.min(burst, tokens + (now - countedAt) / intervalMs);
  return {
    // A rest too small to be slept is none: the sum of many fractions is not exactly 1.
    delayMs: (now) => Math.max(0, Math.ceil((1 - at(now)) * intervalMs - 0.001)),
    take: (now) => {
      tokens = at(now) - 1;
      countedAt = now;
    },
  };
}
