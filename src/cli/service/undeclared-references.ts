import type { Configuration, DeclaredResource } from '../../model/configuration.ts';
import { foldCase } from '../../model/resource.ts';
import { userReferences } from '../../model/special-value.ts';
import { sentAttributes } from '../../syntax/attributes/sent-attributes.ts';

/** Names that a project refers to and does not declare: on a real service they are there already. */
export interface UndeclaredReferences {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/** Finds them in managers and members, each name once, in the order of the files. */
export function undeclaredReferences(configuration: Configuration): UndeclaredReferences {
  const { users, groups } = configuration;
  const members = groups.flatMap((group) => group.members?.entries ?? []);
  const present = members.filter(({ state }) => state === 'present').map(({ target }) => target);
  const named = (by: 'user' | 'group') => present.flatMap((target) => (target.by === by ? [target.name] : []));
  const managers = [...users, ...groups].flatMap((entry) => userReferences(sentAttributes(entry)));
  return { users: without([...managers, ...named('user')], users), groups: without(named('group'), groups) };
}

function without(names: readonly string[], declared: readonly DeclaredResource[]): readonly string[] {
  const known = new Set(declared.map(({ name }) => foldCase(name)));
  const unknown = names.filter((name) => !known.has(foldCase(name)));
  return [...Map.groupBy(unknown, foldCase).values()].flatMap((spellings) => spellings.slice(0, 1));
}
