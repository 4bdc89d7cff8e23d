import type { DeclaredResource } from '../../model/configuration.ts';
import type { ScimResource } from '../../model/resource.ts';
import type { Pointer, Span } from '../../model/span.ts';

/*
 * What the planner can have to say: codes of the table in src/diagnostics, with details of the one case and its place.
 */

/** Finds the text that a pointer means. */
export type Locator = (pointer: Pointer) => Span;

/** The ids, each once, in an order that no listing decides. */
export function sortedIds(resources: readonly ScimResource[]): readonly string[] {
  return [...new Set(resources.map(({ id }) => id))].sort();
}

/** The same as text, for a sentence. */
export function idsOf(resources: readonly ScimResource[]): string {
  return sortedIds(resources).join(', ');
}

/** The place of an entry, or of what stands in it under a path. */
export function at(locate: Locator, { pointer }: DeclaredResource, ...path: readonly string[]): Span {
  return locate({ file: pointer.file, path: [...pointer.path, ...path] });
}
