import type { ResourceType } from '../../model/resource.ts';

/** Whether values are shown, or only the names of attributes: comments and logs have more readers than a directory. */
export type ShownValues = 'all' | 'none';

/** What stands for a value that is not shown. */
export const HIDDEN = '…';

/** What whoever no file names is called where values are not shown. */
export const FOREIGN_NAME = {
  User: 'a user on the service',
  Group: 'a group on the service',
} as const satisfies Readonly<Record<ResourceType, string>>;

/** True for a name that stands for whoever no file names. */
export function isForeign(name: string): boolean {
  return name === FOREIGN_NAME.User || name === FOREIGN_NAME.Group;
}

/** The key of whoever no file names, by the key that is not to be shown. */
export function foreignKey(key: string): string {
  return key.startsWith('group:') ? `group:${FOREIGN_NAME.Group}` : `user:${FOREIGN_NAME.User}`;
}

/** A label without what selects elements by their values: `emails` of `emails[type eq "work"]`. */
export function withoutSelectors(label: string): string {
  return label.replace(/\[.*\]/s, '');
}
