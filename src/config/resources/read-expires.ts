import * as problems from '../problems/problems.ts';
import type { FileScope } from '../values/read-text.ts';
import { readText, scalarAt } from '../values/read-text.ts';
import type { TreeMap } from '../yaml/tree.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;
const INSTANT =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const DAY_MS = 86_400_000;

/** Reads `$expires` as the instant from which on it holds; a date counts to the end of that day in UTC. */
export function readExpires(map: TreeMap, scope: FileScope): string | undefined {
  const tree = scalarAt(map, '$expires');
  const text = tree && readText(tree, scope);
  if (tree === undefined || text === undefined) return undefined;
  const expires = expiryOf(text);
  if (expires === undefined) scope.report(problems.badExpires(/^[\d-]+T[\d:.]+$/.test(text)), tree);
  return expires;
}

function expiryOf(text: string): string | undefined {
  if (DATE.test(text)) return isDay(text) ? new Date(Date.parse(text) + DAY_MS).toISOString() : undefined;
  const [, day] = INSTANT.exec(text) ?? [];
  return day !== undefined && isDay(day) ? new Date(text).toISOString() : undefined;
}

/** JavaScript takes the 30th of February for a day in March. */
function isDay(date: string): boolean {
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
