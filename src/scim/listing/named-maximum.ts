import { ScimError } from '../answers/scim-error.ts';

/** What services answer to a count that they do not take. */
const REFUSALS = new Set([400, 413, 422]);
/** Words by which a sentence with a number speaks of a limit. */
const SPEAKS_OF_LIMIT = /max|most|limit|exceed|less|greater|larger|large|more than|between|range|[<>≤]/i;

/**
 * The most resources of one page that a refusal names: "count must not exceed 50".
 * @param count what was asked for
 * @returns undefined where it is no such refusal, or names nothing below `count`
 */
export function namedMaximum(error: unknown, count: number): number | undefined {
  if (!(error instanceof ScimError) || !REFUSALS.has(error.status) || !SPEAKS_OF_LIMIT.test(error.detail)) {
    return undefined;
  }
  const numbers = (error.detail.match(/\b\d+\b/g) ?? []).map(Number).filter((number) => number > 0 && number < count);
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}
