import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Change } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import { NAME_ATTRIBUTE } from '../model/resource.ts';

/**
 * Which attributes to ask for when a change is read back: all, or what the change manages where the service returns the
 * rest only on request. A schema URN alone stands for no attribute everywhere, so that those of extensions are named.
 */
export function projectionOf(
  { resource, before, after }: Pick<Change, 'resource' | 'before' | 'after'>,
  { read }: Profile,
): { readonly attributes?: readonly string[] } {
  if (read.attributes === 'all') return {};
  const names = [...namesOf(before ?? {}), ...namesOf(after ?? {})];
  return { attributes: [...new Set([NAME_ATTRIBUTE[resource.type], ...names])] };
}

function namesOf(attributes: JsonObject): readonly string[] {
  return Object.entries(attributes).flatMap(([name, value]) =>
    name.includes(':') && isJsonObject(value) ? Object.keys(value).map((inner) => `${name}:${inner}`) : [name],
  );
}
