import type { DeclaredResource } from './configuration.ts';
import type { JsonValue } from './json.ts';

/** What the service holds differently than a declared resource says. */
export interface Drift {
  readonly declared: DeclaredResource;
  readonly attributes: readonly AttributeDrift[];
  /** Entries of `members` that no longer say what the service holds, by their place, and ids of members that no entry names. */
  readonly members: { readonly remove: readonly number[]; readonly add: readonly string[] };
}

/** One attribute that differs; `schema` is the URN of its extension. */
export interface AttributeDrift {
  readonly schema?: string;
  readonly name: string;
  readonly differences: readonly Difference[];
}

/** What to do to the declaration so that it says what the service holds; a null value is one that the service does not have. */
export type Difference =
  | { readonly kind: 'set'; readonly sub?: string; readonly value: JsonValue }
  | { readonly kind: 'setInElement'; readonly index: number; readonly sub: string; readonly value: JsonValue }
  | { readonly kind: 'removeElement'; readonly index: number }
  | { readonly kind: 'addElement'; readonly element: JsonValue };
