import type { DeclaredResource } from '../../model/configuration.ts';
import { foldCase, NAME_ATTRIBUTE, type ScimResource } from '../../model/resource.ts';
import { resourceName } from '../../syntax/resource-name.ts';

/**
 * The name that a resource loses to that of its entry; undefined where it keeps its name, as it does when `$ignore` names
 * the attribute. Another case alone is the same name.
 */
export function formerName({ type, name, ignore }: DeclaredResource, current: ScimResource): string | undefined {
  const held = resourceName(type, current);
  if (held === undefined || foldCase(held) === foldCase(name)) return undefined;
  return ignore.includes(NAME_ATTRIBUTE[type]) ? undefined : held;
}
