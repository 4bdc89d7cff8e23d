import { ENTRY_CODES } from './entry-codes.ts';
import { FILE_CODES } from './file-codes.ts';
import { PLANNING_CODES } from './planning-codes.ts';
import { POLICY_CODES } from './policy-codes.ts';
import { PROJECT_CODES } from './project-codes.ts';
import { RESTRICTION_CODES } from './restriction-codes.ts';
import type { Row } from './row.ts';
import { SECRET_CODES } from './secret-codes.ts';
import { VALUE_CODES } from './value-codes.ts';

/** Every code that rollcall reports, in order, with all that is said of it in general. */
export const TABLE = {
  ...FILE_CODES,
  ...VALUE_CODES,
  ...SECRET_CODES,
  ...ENTRY_CODES,
  ...PROJECT_CODES,
  ...RESTRICTION_CODES,
  ...PLANNING_CODES,
  ...POLICY_CODES,
} as const satisfies Readonly<Record<`RC${number}`, Row>>;

type Table = typeof TABLE;

/** A code of the table. */
export type Code = keyof Table;

declare module '../model/diagnostic.ts' {
  interface ListedCodes extends Table {}
}

/** The row of a code that somebody typed; undefined where there is no such code. */
export function rowOf(code: string): Row | undefined {
  return ROWS.get(code);
}

const ROWS: ReadonlyMap<string, Row> = new Map(Object.entries(TABLE));

/** All codes, in order. */
export const CODES: readonly string[] = [...ROWS.keys()];
