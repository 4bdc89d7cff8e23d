import { FilterSyntaxError } from '../syntax/filter-syntax-error.ts';
import { parseFilter } from '../syntax/parse-filter.ts';
import type { Report } from './problem.ts';
import * as problems from './problems.ts';
import { childOf, isNull, type Tree, type TreeMap } from './tree.ts';

/** Reports filters of `service.dialect` that are none: its JSON Schema sees only that they are texts. */
export function checkDialectFilters(dialect: TreeMap, report: Report): void {
  const passes = childOf(childOf(dialect, 'read'), 'passes');
  const lists = [childOf(passes, 'User'), childOf(passes, 'Group')];
  const owned = childOf(dialect, 'ownedElements');
  const filters: readonly Tree[] = [
    ...lists.flatMap((list) => (list?.kind === 'list' ? list.items : [])),
    ...(owned?.kind === 'map' ? [...owned.entries.values()].map(({ value }) => value) : []),
  ];
  for (const filter of filters) checkFilter(filter, report);
}

function checkFilter(tree: Tree, report: Report): void {
  if (tree.kind !== 'scalar' || isNull(tree)) return;
  try {
    parseFilter(tree.text);
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    report(problems.badFilter(error.message, tree.text.slice(error.position)), tree);
  }
}
