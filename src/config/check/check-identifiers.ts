import { NAME_ATTRIBUTE, type ResourceType } from '../../model/resource.ts';
import { lookAlikeKey } from '../../syntax/look-alike.ts';
import { emptyText } from '../problems/value-problems.ts';
import { type FileScope, isOneLine } from '../values/read-text.ts';
import { childOf, type Tree, type TreeMap } from '../yaml/tree.ts';

/** Reports identifiers of an entry that are more than one line (its name, externalId, e-mail addresses and types), and a name without a mark. */
export function checkIdentifiers(type: ResourceType, map: TreeMap, scope: FileScope): void {
  const check = (tree: Tree | undefined) => {
    if (tree?.kind === 'scalar') isOneLine(tree.text, tree, scope);
  };
  const name = childOf(map, NAME_ATTRIBUTE[type]);
  check(name);
  // An empty one is reported by its shape.
  if (name?.kind === 'scalar' && name.text !== '' && lookAlikeKey(name.text) === '')
    scope.report(emptyText(false), name);
  check(childOf(map, 'externalId'));
  for (const { key: attribute, value: list } of map.entries.values()) {
    if (list.kind !== 'list' || attribute === 'members') continue;
    for (const item of list.items) {
      check(childOf(item, 'type'));
      if (attribute === 'emails') check(childOf(item, 'value'));
    }
  }
}
