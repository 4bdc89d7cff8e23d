import type { DeclaredResource } from '../model/configuration.ts';
import { stringAt } from '../model/json.ts';
import { NAME_ATTRIBUTE, type ResourceType, type ScimResource } from '../model/resource.ts';
import { propertyOf } from './property.ts';

/** userName or displayName of a current resource; undefined where the service leaves it out. */
export function resourceName(type: ResourceType, resource: ScimResource): string | undefined {
  const name = propertyOf(resource, NAME_ATTRIBUTE[type]);
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** False for an absent entry that has no name, and goes by its externalId or `$id`. */
export function hasOwnName({ type, attributes }: DeclaredResource): boolean {
  return stringAt(attributes, NAME_ATTRIBUTE[type]) !== undefined;
}
