import { TooManyRequestsError } from './too-many-requests-error.ts';

/** Counts requests before they are sent. */
export interface RequestBudget {
  /**
   * Sets requests apart.
   * @param what begins the sentence of the error: `Listing all users`
   * @throws TooManyRequestsError if there would be more than are allowed
   */
  reserve(requests: number, what: string): void;
}

/** A budget of which nothing is spent yet. */
export function requestBudget(most: number): RequestBudget {
  let reserved = 0;
  return {
    reserve(requests, what) {
      if (reserved + requests > most) throw new TooManyRequestsError(what, reserved + requests, most);
      reserved += requests;
    },
  };
}
