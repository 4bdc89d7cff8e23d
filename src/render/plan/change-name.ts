import type { Change } from '../../model/plan.ts';

/** What a reviewer calls the resource of a change: its name, with the id where others of its type have the name too. */
export function changeName({ key, resource: { name, id } }: Pick<Change, 'key' | 'resource'>): string {
  return id !== undefined && key.endsWith(`${name}#${id}`) ? `${name} ($id: ${id})` : name;
}
