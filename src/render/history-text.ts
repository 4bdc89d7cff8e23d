import type { ChangeHistory, RunHistory } from '../model/history/run-history.ts';
import type { Style } from './text/style.ts';
import { textWidth } from './text/text-width.ts';
import { visible } from './text/visible-text.ts';

/** All past applies, one a line. */
export function renderRuns(runs: readonly RunHistory[], style: Style): string {
  if (runs.length === 0) return 'No apply was run here in the last 30 days.';
  const rows = runs.map(({ run, end, planned, changes, target }) => {
    const done = changes.filter(({ result }) => result === 'done').length;
    return [run, end, `${done} of ${planned}`, target];
  });
  return table(['RUN', 'END', 'DONE', 'TARGET'], rows, style);
}

/** One past apply, a change a line. */
export function renderRun({ run, tool, target, end, planned, changes }: RunHistory, style: Style): string {
  const title = style.bold(visible(`${run} · ${target} · ${tool}`));
  const rows = changes.map((change) => [
    change.result,
    change.action ?? '',
    change.key,
    String(change.requests),
    remark(change),
  ]);
  const untouched = planned - changes.length;
  const last = [
    ...(end === 'killed'
      ? ['It has no end: it was killed, or it runs still. Run rollcall plan to see what is left.']
      : []),
    ...(untouched > 0 ? [`${untouched} of ${planned} changes were not begun.`] : []),
  ];
  const head = ['RESULT', 'ACTION', 'KEY', 'REQUESTS', 'REMARK'];
  return [title, '', table(head, rows, style), ...(last.length === 0 ? [] : ['', ...last])].join('\n');
}

/** Why something is not done; for what failed, also the last id by which the service knows it. */
function remark({ result, because, correlationIds }: ChangeHistory): string {
  const id = result === 'failed' ? correlationIds.at(-1) : undefined;
  return [because ?? '', ...(id === undefined ? [] : [`(correlation id ${id})`])].join(' ').trim();
}

function table(head: readonly string[], rows: readonly (readonly string[])[], style: Style): string {
  const shown = rows.map((row) => row.map(visible));
  const widths = head.map((name, column) => Math.max(name.length, ...shown.map((row) => textWidth(row[column] ?? ''))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - textWidth(cell))))
      .join('  ')
      .trimEnd();
  return [style.dim(line(head)), ...shown.map(line)].join('\n');
}
