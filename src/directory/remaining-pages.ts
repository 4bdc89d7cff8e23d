import type { ListingSoFar } from '../scim/listing/listing-options.ts';
import type { RequestBudget } from './request-budget.ts';

/** How many pages a listing has left, of those that the service speaks of; undefined where it does not say how much there is. */
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
