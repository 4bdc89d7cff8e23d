import { canonicalJson } from '../../model/json.ts';
import type { ScimResource } from '../../model/resource.ts';
import { ListContradiction } from './list-contradiction.ts';

/** What a listing has given so far, each resource once. */
export interface DistinctResources {
  readonly byId: Map<string, ScimResource>;
  /** Places of the listing that were read: more than there are ids where the service lists a resource twice. */
  places: number;
  /** Whether one page held a resource twice, so that two neighbouring pages may do so too. */
  repeats: boolean;
  /** Ids that came again. */
  readonly again: string[];
}

/** Nothing yet. */
export function noResources(): DistinctResources {
  return { byId: new Map(), places: 0, repeats: false, again: [] };
}

/**
 * Adds a page. The same resource twice and equal in all is one, as services list it that join tables. But what comes again
 * on another page, of a service that repeats nothing within one, has moved while it was read, and something else with it;
 * and a page without anything new is the same page again.
 * @returns what is wrong, for a sentence that begins with the page
 */
export function addPage(known: DistinctResources, page: readonly ScimResource[]): string | undefined {
  // Gathered once something comes again, since nearly nothing does.
  let onPage: Set<string> | undefined;
  const before = known.byId.size;
  let again: string | undefined;
  for (let index = 0; index < page.length; index++) {
    const resource = page[index];
    if (resource === undefined) continue;
    const held = known.byId.get(resource.id);
    if (held === undefined) {
      known.byId.set(resource.id, resource);
      onPage?.add(resource.id);
      continue;
    }
    onPage ??= new Set(page.slice(0, index).map(({ id }) => id));
    if (canonicalJson(held) !== canonicalJson(resource)) return `repeats id ${resource.id}`;
    else if (onPage.has(resource.id)) known.repeats = true;
    else again ??= resource.id;
    known.again.push(resource.id);
    onPage.add(resource.id);
  }
  known.places += page.length;
  const isExpected = known.repeats && (known.byId.size > before || page.length === 1);
  return again === undefined || isExpected ? undefined : `repeats id ${again}`;
}

/**
 * What a whole listing gave. Where resources came again, and without them it is shorter than totalResults, one reading
 * cannot tell a service that counts them twice from one in which something moved and pushed out somebody else.
 * @throws ListContradiction with the repetition
 */
export function allDistinct(
  { byId, again }: DistinctResources,
  total: number | undefined,
  resources: readonly ScimResource[] = [...byId.values()],
): readonly ScimResource[] {
  if (total === undefined || byId.size >= total || again.length === 0) return resources;
  const ids = again.toSorted().join(' ');
  throw new ListContradiction(byId.size, total, `it repeats id ${again[0]}, and not in every reading`, {
    ids,
    resources,
  });
}
