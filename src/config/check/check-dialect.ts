import type { Report } from '../problems/report.ts';
import { parsedFilter } from '../resources/read-filter.ts';
import { childOf, isNull, type Tree, type TreeMap } from '../yaml/tree.ts';

/** Reports filters of `service.dialect` that are none: its JSON Schema sees only that they are texts. */
export function checkDialectFilters(dialect: TreeMap, report: Report): void {
  const passes = childOf(childOf(dialect, 'read'), 'passes');
  const lists = [childOf(passes, 'User'), childOf(passes, 'Group')];
  const owned = childOf(dialect, 'ownedElements');
  const filters: readonly Tree[] = [
    ...lists.flatMap((list) => (list?.kind === 'list' ? list.items : [])),
    ...(owned?.kind === 'map' ? [...owned.entries.values()].map(({ value }) => value) : []),
  ];
  for (const filter of filters) {
    if (filter.kind === 'scalar' && !isNull(filter)) parsedFilter(filter.text, filter, report);
  }
}
