import type { Change } from '../../model/plan.ts';
import { SINGULAR } from '../../model/resource.ts';
import { isForeign } from '../hidden/hidden-value.ts';

/** `user `, to stand before a name; nothing where the name says so itself, as `a user on the service` does. */
export function typeBefore({ type, name }: Change['resource']): string {
  return isForeign(name) ? '' : `${SINGULAR[type]} `;
}

/** Those of several changes that go by a name. */
export function namedOnes(changes: readonly Change[]): readonly Change[] {
  return changes.filter(({ resource }) => !isForeign(resource.name));
}
