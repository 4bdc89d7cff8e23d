import { UsageError } from '../terminal/usage-error.ts';

const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** The moment that `--now` names, else the clock's. A date is its first moment in UTC. Throws UsageError. */
export function momentOf(flag: string | undefined): Date {
  if (flag === undefined) return new Date();
  const moment = new Date(INSTANT.test(flag) ? flag : Number.NaN);
  if (!Number.isNaN(moment.getTime())) return moment;
  throw new UsageError(
    `--now ${flag} is no moment.`,
    'Write a date such as 2027-06-30, or a time with its zone such as 2027-06-30T18:00:00+02:00.',
  );
}
