import { askingFor } from '../directory/asking/asking.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Change } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import { NAME_ATTRIBUTE } from '../model/resource.ts';
import { isSecretReference } from '../model/special-value.ts';

/** Which attributes to ask for when a change is read back, by the same rules by which the plan was read. */
export function projectionOf(
  { resource: { type }, before, after }: Pick<Change, 'resource' | 'before' | 'after'>,
  profile: Profile,
): { readonly attributes?: readonly string[] } {
  const names = [...new Set([NAME_ATTRIBUTE[type], ...namesOf(before ?? {}), ...namesOf(after ?? {})])];
  const { attributes } = askingFor(type, profile, { User: names, Group: names }, []);
  return attributes === undefined ? {} : { attributes };
}

/** Attributes of extensions with their schema in front; secrets never come back. */
function namesOf(attributes: JsonObject): readonly string[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (isSecretReference(value)) return [];
    return name.includes(':') && isJsonObject(value) ? Object.keys(value).map((inner) => `${name}:${inner}`) : [name];
  });
}
