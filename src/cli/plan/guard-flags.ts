import * as Flags from '@oclif/core/flags';
import type { AllowanceName, Allowances } from '../../model/guards.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** What may be allowed beyond the guards. */
export const ALLOW_FLAG = {
  allow: Flags.string({
    summary: 'Allow at most this many beyond the guard; can be given several times.',
    description: 'A refused plan names the flag that allows it and no more. Protected resources have no such flag.',
    helpValue: 'removals|changes|member-removals|irreversible|duplicates=N',
    multiple: true,
    multipleNonGreedy: true,
  }),
};

const NAMES: readonly AllowanceName[] = ['removals', 'changes', 'member-removals', 'irreversible', 'duplicates'];

/** What `--allow` allows. Throws UsageError for what it does not know, and for a name that is given twice. */
export function allowances(flags: readonly string[] = []): Allowances {
  const allowed: Partial<Record<AllowanceName, number>> = {};
  for (const flag of flags) {
    const [, name, count] = /^([a-z-]+)=(\d{1,9})$/.exec(flag) ?? [];
    const known = NAMES.find((candidate) => candidate === name);
    if (known === undefined || count === undefined) {
      throw new UsageError(
        `--allow ${flag} is not understood.`,
        `Write for example --allow removals=12, and a flag of its own for each. Known: ${NAMES.join(', ')}.`,
      );
    }
    if (allowed[known] !== undefined) throw new UsageError(`--allow ${known} is given twice.`, 'Keep one of them.');
    allowed[known] = Number(count);
  }
  return allowed;
}
