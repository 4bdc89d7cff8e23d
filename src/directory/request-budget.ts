import type { ListingSoFar } from '../scim/listing/listing-options.ts';

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

/** Reading the service would take more requests than the user allows; none of those in question was sent. */
export class TooManyRequestsError extends Error {
  readonly requests: number;
  readonly hint: string;

  constructor(what: string, requests: number, most: number) {
    super(`${what} would bring this reading to ${count(requests)} requests, and ${count(most)} are allowed.`);
    this.name = 'TooManyRequestsError';
    this.requests = requests;
    this.hint = `Allow them with --max-requests ${requests}, or declare less: members that are "$members: additive" need fewer requests than exact ones, and groups without members need none for them.`;
  }
}

function count(requests: number): string {
  return requests.toLocaleString('en');
}

/** How many pages a listing has left, of those that the service speaks of; undefined where the service does not say how much there is. */
export function remainingPages({ read, total, pages }: ListingSoFar): number | undefined {
  return total === undefined ? undefined : Math.ceil((total - read) / Math.max(1, read / pages));
}

/** Goes on with a listing for as long as its pages are within the budget. */
export function withinBudget(budget: RequestBudget, what: string): (soFar: ListingSoFar) => boolean {
  return (soFar) => {
    budget.reserve(Math.max(1, remainingPages(soFar) ?? 1), what);
    return true;
  };
}
