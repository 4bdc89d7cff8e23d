import * as problems from '../problems/problems.ts';
import type { Report } from '../problems/report.ts';
import { type ColumnMapping, foldedHeader } from './column-mapping.ts';
import type { Cell } from './csv-cells.ts';
import { type Column, columnOf } from './csv-columns.ts';

const NAMES: ReadonlySet<string> = new Set(['userName', 'externalId', '$id']);

/**
 * Reads the first row of a CSV file that keeps its owner's headers; a column that nothing maps is undefined.
 * @returns undefined where a mapped header is missing or stands twice, which is reported
 */
export function readMappedColumns(
  header: readonly Cell[],
  mapping: ColumnMapping,
  report: Report,
): readonly (Column | undefined)[] | undefined {
  const seen = new Map<string, Cell>();
  let isFaulty = false;
  const columns = header.map((cell) => {
    const folded = foldedHeader(cell.text);
    const mapped = mapping.get(folded);
    if (mapped === undefined) return undefined;
    const first = seen.get(folded);
    if (first !== undefined) report(problems.columnTwice(first.text, cell.text), cell);
    isFaulty ||= first !== undefined;
    seen.set(folded, first ?? cell);
    const column = columnOf({ ...cell, text: mapped.attribute });
    // What an attribute cannot be is reported where rollcall.yaml names it.
    return 'code' in column ? undefined : column;
  });
  const place = header[0] ?? { start: 0, end: 0 };
  const missing = [...mapping].filter(([folded]) => !seen.has(folded)).map(([, mapped]) => mapped);
  const unread = header.filter(({ text }) => !mapping.has(foldedHeader(text))).map(({ text }) => text);
  if (missing.length > 0) report(problems.mappedColumnMissing(missing, unread), place);
  else if (unread.length > 0) report(problems.columnsNotRead(unread), place);
  // Without the name, of which rollcall.yaml is told, every row would be reported again.
  const isNamed = columns.some((column) => column?.kind === 'value' && NAMES.has(column.keys[0] ?? ''));
  return isFaulty || missing.length > 0 || !isNamed ? undefined : columns;
}
