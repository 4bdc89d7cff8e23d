import { type AttributesByName, RFC_ATTRIBUTES } from '../model/attribute-table.ts';
import type { Configuration, DeclaredResource } from '../model/configuration.ts';
import { isJsonObject } from '../model/json.ts';
import { NAME_ATTRIBUTE, type ResourceType } from '../model/resource.ts';

/** The attributes that a plan needs of each type, in the notation of RFC 7644 section 3.10. */
export type ManagedNames = Readonly<Record<ResourceType, readonly string[]>>;

/**
 * Which attributes of the service's resources a configuration is compared with: names, whether users are active, and
 * whatever any entry declares, `externalId` and `members` included. What is never returned or is ignored is left out.
 */
export function managedAttributes({ users, groups }: Configuration): ManagedNames {
  const withMembers = groups.some((group) => group.members !== undefined && !group.ignore.includes('members'));
  return {
    User: [...new Set([NAME_ATTRIBUTE.User, 'active', ...users.flatMap(declaredNames)])],
    Group: [...new Set([NAME_ATTRIBUTE.Group, ...groups.flatMap(declaredNames), ...(withMembers ? ['members'] : [])])],
  };
}

function declaredNames({ type, attributes, ignore }: DeclaredResource): readonly string[] {
  const names = Object.entries(attributes).flatMap(([name, value]) => {
    if (!isExtension(name) || !isJsonObject(value)) return isReturned(name, RFC_ATTRIBUTES[type].core) ? [name] : [];
    const extension = RFC_ATTRIBUTES[type].extensions.get(name.toLowerCase())?.attributes;
    return Object.keys(value).flatMap((inner) => (isReturned(inner, extension) ? [`${name}:${inner}`] : []));
  });
  return names.filter((name) => !ignore.includes(name));
}

function isExtension(name: string): boolean {
  return /^urn:/i.test(name);
}

function isReturned(name: string, attributes: AttributesByName | undefined): boolean {
  return attributes?.get(name.toLowerCase())?.returned !== 'never';
}
