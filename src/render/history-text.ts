import { counted } from '../model/counted.ts';
import type { ChangeHistory, RunHistory } from '../model/history/run-history.ts';
import { HIDDEN } from './hidden/hidden-value.ts';
import { attributeLines } from './plan/attribute-lines.ts';
import { hanging, type Page } from './text/page.ts';
import type { Style } from './text/style.ts';
import { textWidth } from './text/text-width.ts';
import { visible } from './text/visible-text.ts';
import { wrapLine } from './text/wrap-line.ts';

/** All past applies, one a line, with the target on a line of its own where they would be wider than the page. */
export function renderRuns(runs: readonly RunHistory[], style: Style, page: Page): string {
  if (runs.length === 0) return 'No apply was run here in the last 30 days.';
  const rows = runs.map(({ run, end, planned, changes, target, environment, origin }) => {
    const done = changes.filter(({ result }) => result === 'done').length;
    const where = environment === null ? target : `${target} (${environment})`;
    return [run, end, `${done} of ${planned}`, origin?.actor ?? '', origin?.commit?.slice(0, SHORT) ?? '', where];
  });
  return table(['RUN', 'END', 'DONE', 'BY', 'COMMIT', 'TARGET'], rows, style, page);
}

/** How many digits of a commit or an id people compare. */
const SHORT = 12;

/** One past apply, a change a line, then what changed in each. */
export function renderRun(history: RunHistory, style: Style, page: Page): string {
  const { changes } = history;
  const title = wrapLine(visible(runTitle(history)), page.columns).map(style.bold);
  const rows = changes.map((change) => [
    change.result,
    change.action ?? '',
    String(change.requests),
    change.key,
    remark(change),
  ]);
  const head = ['RESULT', 'ACTION', 'REQUESTS', 'KEY', 'REMARK'];
  const values = changes.flatMap((change) => {
    const lines = changedValues(change);
    const shown = lines.flatMap((line) => hanging(`  ${line.slice(0, 2)}`, line.slice(2), page));
    return shown.length === 0 ? [] : ['', style.bold(visible(change.key)), ...shown];
  });
  const last = runRemarks(history).flatMap((remark) => wrapLine(remark, page.columns));
  const after = last.length === 0 ? [] : ['', ...last];
  return [...title, '', table(head, rows, style, page), ...values, ...after].join('\n');
}

/** `2027-06-30T12-00-00.000Z · https://scim.example.com · environment staging · by ada · commit 3f2a9c · plan id 77ab01 · rollcall 0.1.0` */
export function runTitle({ run, tool, target, environment, origin, id }: RunHistory): string {
  const { actor = null, commit = null } = origin ?? {};
  return [
    run,
    target,
    ...(environment === null ? [] : [`environment ${environment}`]),
    ...(actor === null ? [] : [`by ${actor}`]),
    ...(commit === null ? [] : [`commit ${commit.slice(0, SHORT)}`]),
    ...(id === undefined ? [] : [`plan id ${id.slice(0, SHORT)}`]),
    tool,
  ].join(' · ');
}

/** What of the plan a past apply did not come to. */
export function runRemarks({ end, planned, changes }: RunHistory): readonly string[] {
  const untouched = planned - changes.length;
  return [
    ...(end === 'killed'
      ? ['It has no end: it was killed, or it runs still. Run rollcall plan to see what is left.']
      : []),
    ...(untouched > 0 ? [`${untouched} of ${planned} changes were not begun.`] : []),
  ];
}

/** Each value before and after, and who joined and left: `~ title: "Engineer" → "Lead"`, `+ member ada@example.com`. */
export function changedValues({ planned }: ChangeHistory): readonly string[] {
  if (planned === undefined) return [];
  const { edits, joining, leaving } = planned;
  const lines = attributeLines(edits, { full: true });
  return [
    ...lines.map(({ symbol, label, before, after }) => {
      const shown = [before, after].filter((value) => value !== undefined).join(' → ');
      return shown === '' ? `${symbol} ${label}` : `${symbol} ${label}: ${shown}`;
    }),
    ...memberRows('+', joining),
    ...memberRows('-', leaving),
  ];
}

/** By name, or where no names are shown how many. */
function memberRows(symbol: '+' | '-', names: readonly string[]): readonly string[] {
  if (names.length > 0 && names.every((name) => name === HIDDEN))
    return [`${symbol} ${counted(names.length, 'member')}`];
  return names.map((name) => `${symbol} member ${visible(name)}`);
}

/** Why something is not done; for what failed, also the last id by which the service knows it. */
function remark({ result, because, correlationIds }: ChangeHistory): string {
  const id = result === 'failed' ? correlationIds.at(-1) : undefined;
  return [because ?? '', ...(id === undefined ? [] : [`(correlation id ${id})`])].join(' ').trim();
}

/** Where a line would be wider than the page, the last column stands on a line of its own, and has no head. */
function table(head: readonly string[], rows: readonly (readonly string[])[], style: Style, { columns }: Page): string {
  const shown = rows.map((row) => row.map(visible));
  const widths = head.map((name, column) => Math.max(name.length, ...shown.map((row) => textWidth(row[column] ?? ''))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - textWidth(cell))))
      .join('  ')
      .trimEnd();
  const lines = [head, ...shown].map(line);
  const isWide = lines.some((one) => textWidth(one) > columns);
  const [first = '', ...others] = isWide ? [line(head.slice(0, -1)), ...shown.flatMap(inTwo)] : lines;
  return [style.dim(first), ...others].join('\n');

  function inTwo(row: readonly string[]): readonly string[] {
    const last = row.at(-1) ?? '';
    return [line(row.slice(0, -1)), ...(last === '' ? [] : wrapLine(last, columns - 4).map((part) => `    ${part}`))];
  }
}
