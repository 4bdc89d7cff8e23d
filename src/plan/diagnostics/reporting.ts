import type { DeclaredResource } from '../../model/configuration.ts';
import type { ScimResource } from '../../model/resource.ts';
import type { Pointer, Span } from '../../model/span.ts';

/*
 * Everything that the planner can have to say has a stable code; docs/diagnostics.md lists cause and cure of each.
 * Summaries say what is wrong and carry nothing from the files; details say why and what to do.
 */

/** Finds the text that a pointer means. */
export type Reporter = (pointer: Pointer) => Span;

/** What people call a resource of a type. */
export const NOUNS = { User: 'user', Group: 'group' } as const;

/** The ids, each once, in an order that no listing decides. */
export function sortedIds(resources: readonly ScimResource[]): readonly string[] {
  return [...new Set(resources.map(({ id }) => id))].sort();
}

/** The same as text, for a sentence. */
export function idsOf(resources: readonly ScimResource[]): string {
  return sortedIds(resources).join(', ');
}

/** The place of an entry, or of what stands in it under a path. */
export function at(report: Reporter, { pointer }: DeclaredResource, ...path: readonly string[]): Span {
  return report({ file: pointer.file, path: [...pointer.path, ...path] });
}
