import { NAME_ATTRIBUTE, type ResourceType } from '../../model/resource.ts';
import { type FileScope, oneLine } from '../values/read-text.ts';
import { childOf, type Tree, type TreeMap } from '../yaml/tree.ts';

/** Reports identifiers of an entry that are more than one line: its name, externalId, e-mail addresses and types. */
export function checkIdentifiers(type: ResourceType, map: TreeMap, scope: FileScope): void {
  const check = (tree: Tree | undefined) => {
    if (tree?.kind === 'scalar') oneLine(tree.text, tree, scope.report);
  };
  check(childOf(map, NAME_ATTRIBUTE[type]));
  check(childOf(map, 'externalId'));
  for (const [name, { value: list }] of map.entries) {
    if (list.kind !== 'list' || name === 'members') continue;
    for (const item of list.items) {
      check(childOf(item, 'type'));
      if (name === 'emails') check(childOf(item, 'value'));
    }
  }
}
