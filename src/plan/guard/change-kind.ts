import { stringAt } from '../../model/json.ts';
import type { Change } from '../../model/plan.ts';
import { foldCase, NAME_ATTRIBUTE } from '../../model/resource.ts';

/** True if a change gives a resource another name; another case alone is the same name. */
export function isRename({ resource, before, after }: Change): boolean {
  const name = NAME_ATTRIBUTE[resource.type];
  const was = before === null ? undefined : stringAt(before, name);
  const willBe = after === null ? undefined : stringAt(after, name);
  return was !== undefined && willBe !== undefined && foldCase(was) !== foldCase(willBe);
}

/** True if a change deletes or deactivates, whatever asked for it. */
export function isRemoval({ action }: Change): boolean {
  return action === 'delete' || action === 'deactivate';
}
