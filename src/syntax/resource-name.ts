import { NAME_ATTRIBUTE, type ResourceType, type ScimResource } from '../model/resource.ts';
import { propertyOf } from './property.ts';

/** userName or displayName of a current resource; undefined where the service leaves it out. */
export function resourceName(type: ResourceType, resource: ScimResource): string | undefined {
  const name = propertyOf(resource, NAME_ATTRIBUTE[type]);
  return typeof name === 'string' && name !== '' ? name : undefined;
}
