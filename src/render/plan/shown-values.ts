import type { Change, Plan } from '../../model/plan.ts';
import type { Page } from '../text/page.ts';
import { PLAIN } from '../text/style.ts';
import { attributeLines } from './attribute-lines.ts';
import { changeDetails, countMembers, remarks } from './change-lines.ts';
import { memberLines } from './member-lines.ts';

/** Whether values are shown, or only the names of attributes: comments have more readers than a directory. */
export type ShownValues = 'all' | 'none';

/** What a change does, a line each, as far as values may be shown. */
export function linesShown(change: Change, values: ShownValues, page: Page): readonly string[] {
  return values === 'all' ? changeDetails(change, PLAIN, page) : namesOnly(change, page);
}

/** The same lines without a value: neither of attributes, nor of elements that stand in brackets, nor of members. */
function namesOnly(change: Change, page: Page): readonly string[] {
  const lines = attributeLines(change.edits, page);
  const names = lines.map(({ symbol, label }) => `${symbol} ${label.replace(/\[.*\]/s, '')}`);
  const members = memberLines(change);
  const count = (symbol: string, { length }: readonly unknown[]) =>
    length === 0 ? [] : [`${symbol} ${countMembers(length)}`];
  return [
    ...(change.sensitive === undefined ? [] : ['! sensitive']),
    ...new Set(names),
    ...(members === undefined ? [] : [...count('+', members.add), ...count('-', members.remove)]),
    ...remarks(change),
  ];
}

/** What stands for the values of variables in the command that allows the plan. */
export function withoutVariables(plan: Plan): Plan {
  return { ...plan, variables: Object.fromEntries(Object.keys(plan.variables).map((name) => [name, '…'])) };
}
