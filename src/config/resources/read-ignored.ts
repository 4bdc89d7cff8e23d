import { DECLARABLE_ATTRIBUTES } from '../../model/attribute-table.ts';
import type { ResourceType } from '../../model/resource.ts';
import * as problems from '../problems/problems.ts';
import { MOST_PROBLEMS } from '../problems/report.ts';
import type { FileScope } from '../values/read-text.ts';
import { childOf, type TreeMap, type TreeScalar } from '../yaml/tree.ts';
import { attributePath, knownPaths } from './attribute-path.ts';

/** One for all, since nearly no entry ignores anything. */
const NONE: readonly string[] = [];

/** Reads `$ignore`, one name or a list of them, and brings the names to schema spelling. */
export function readIgnored(type: ResourceType, map: TreeMap, scope: FileScope): readonly string[] {
  const tree = childOf(map, '$ignore');
  if (tree === undefined) return NONE;
  const items = tree.kind === 'list' ? tree.items : [tree];
  const table = DECLARABLE_ATTRIBUTES[type];
  const written = items.filter((item): item is TreeScalar => item.kind === 'scalar' && item.value !== null);
  const found = written.map((item) => ({ item, path: attributePath(item.text, table) }));
  const unknown = found.filter(({ path }) => path === undefined);
  for (const { item } of unknown.slice(0, MOST_PROBLEMS)) reportUnknown(type, item, scope);
  return found.flatMap(({ path }) => path ?? []);
}

function reportUnknown(type: ResourceType, item: TreeScalar, scope: FileScope): void {
  const owner = type === 'User' ? 'a user' : 'a group';
  scope.report(problems.unknownIgnored(item.text, owner, knownPaths(DECLARABLE_ATTRIBUTES[type])), item);
}
