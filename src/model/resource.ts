import type { JsonObject } from './json.ts';
import { normalized } from './text/normalized.ts';

/** The resource types that rollcall manages (RFC 7643 section 4). */
export type ResourceType = 'User' | 'Group';

/** A resource as a service returned it: RFC 7643 section 3 requires an `id`, all else is the service's. */
export interface ScimResource extends JsonObject {
  readonly id: string;
}

/** The attribute that names a resource of each type in YAML, in references and in keys. */
export const NAME_ATTRIBUTE = { User: 'userName', Group: 'displayName' } as const satisfies Record<
  ResourceType,
  string
>;

/** What people call a resource of each type. */
export const SINGULAR = { User: 'user', Group: 'group' } as const satisfies Record<ResourceType, string>;

/** What people call the resources of each type; also the section of a file in which they are declared. */
export const PLURAL = { User: 'users', Group: 'groups' } as const satisfies Record<ResourceType, string>;

/** The key of a resource in plans, targets and guards: `user:ada@example.com`, `group:Analysts`. */
export function resourceKey(type: ResourceType, name: string): string {
  return `${SINGULAR[type]}:${name}`;
}

/** What case or Unicode form may change; most identifiers hold nothing of it, and looking is cheaper than folding. */
const FOLDABLE = /[A-Z\u0080-\uffff]/;
/** Texts in which every character is below U+0100 have one Unicode form only; nearly all identifiers are such. */
const BEYOND_LATIN_1 = /[^\0-\u00ff]/;

/**
 * Folds case and Unicode form (NFC) of an identifier (userName, group displayName, e-mail value, reference), by design
 * ignored when matching.
 */
export function foldCase(identifier: string): string {
  if (!FOLDABLE.test(identifier)) return identifier;
  const folded = identifier.toLowerCase();
  return BEYOND_LATIN_1.test(folded) ? normalized(normalized(folded, 'NFC').toLowerCase(), 'NFC') : folded;
}
