import { foldCase } from '../resource.ts';

const ID = / \(id [^()]*\)$/u;

/**
 * What each of several is called: by its name, and where another has the same, in whatever case, by its id besides.
 * @param names by node: `User ID` or `Group ID`, or the key of what has no id yet
 */
export function distinctNames(names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const name of names.values()) counts.set(foldCase(name), (counts.get(foldCase(name)) ?? 0) + 1);
  return new Map(
    [...names].map(([node, name]) => {
      const id = /^(?:User|Group) (.+)$/u.exec(node)?.[1];
      const isShared = (counts.get(foldCase(name)) ?? 0) > 1;
      return [node, isShared && id !== undefined ? `${name} (id ${id})` : name];
    }),
  );
}

/** The name without the id that tells it from others of that name. */
export function sharedName(name: string): string {
  return name.replace(ID, '');
}
