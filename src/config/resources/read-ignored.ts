import { DECLARABLE_ATTRIBUTES } from '../../model/attribute-table.ts';
import type { ResourceType } from '../../model/resource.ts';
import * as problems from '../problems/problems.ts';
import type { FileScope } from '../values/read-text.ts';
import { childOf, type Tree, type TreeMap } from '../yaml/tree.ts';
import { attributePath, knownPaths } from './attribute-path.ts';

/** Reads `$ignore`, one name or a list of them, and brings the names to schema spelling. */
export function readIgnored(type: ResourceType, map: TreeMap, scope: FileScope): readonly string[] {
  const tree = childOf(map, '$ignore');
  const items = tree?.kind === 'list' ? tree.items : tree === undefined ? [] : [tree];
  return items.flatMap((item) => ignoredName(type, item, scope) ?? []);
}

function ignoredName(type: ResourceType, item: Tree, scope: FileScope): string | undefined {
  if (item.kind !== 'scalar' || item.value === null) return undefined;
  const table = DECLARABLE_ATTRIBUTES[type];
  const path = attributePath(item.text, table);
  if (path !== undefined) return path;
  const owner = type === 'User' ? 'a user' : 'a group';
  scope.report(problems.unknownIgnored(item.text, owner, knownPaths(table)), item);
  return undefined;
}
