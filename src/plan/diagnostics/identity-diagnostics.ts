import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { type ScimResource, SINGULAR } from '../../model/resource.ts';
import { at, idsOf, type Locator, sortedIds } from './locator.ts';

/* RC1501 to RC1505, RC1509, RC1513, RC1540 and RC1541: which resource an entry means. */

export function unknownId(locate: Locator, declared: DeclaredResource, id: string): Diagnostic {
  return {
    ...diagnostic(
      'RC1501',
      `The service has no ${SINGULAR[declared.type]} with the id ${id}. An entry with $id is never created: correct the id, or remove $id to let ${declared.name} be found or created by name.`,
    ),
    span: at(locate, declared, '$id'),
  };
}

/** @param keeper an absent entry whose resource keeps its name, because the deletion only deactivates it */
export function contradictingKeys(
  locate: Locator,
  declared: DeclaredResource,
  found: readonly ScimResource[],
  keeper: DeclaredResource | undefined,
): Diagnostic {
  return {
    ...diagnostic(
      'RC1502',
      `The keys of ${declared.name} name different resources on the service, with the ids ${idsOf(found)}.${nameStays(keeper)} Correct $id, the name or externalId so that they name the same one; where a name or an externalId is to go from one to the other, write in each of the two entries its $id.`,
    ),
    span: at(locate, declared),
  };
}

export function ambiguousName(locate: Locator, declared: DeclaredResource, found: readonly ScimResource[]): Diagnostic {
  return {
    ...diagnostic(
      'RC1503',
      `The service has ${found.length} ${SINGULAR[declared.type]}s that fit ${declared.name}, with the ids ${idsOf(found)}. Say which one is meant by adding its id to the entry, for example:\n\n  $id: ${sortedIds(found)[0]}`,
    ),
    span: at(locate, declared),
  };
}

/** @param keeper the one of the two that asks for a deletion, where that only deactivates */
export function matchedTwice(
  locate: Locator,
  declared: DeclaredResource,
  other: DeclaredResource,
  keeper: DeclaredResource | undefined,
): Diagnostic {
  return {
    ...diagnostic(
      'RC1504',
      `${declared.name} and ${other.name} (${other.source.file}:${other.source.line}) both match the same ${SINGULAR[declared.type]} on the service.${nameStays(keeper)} Remove one of the entries, or correct its $id, name, externalId or $previously.`,
    ),
    span: at(locate, declared),
  };
}

function nameStays(keeper: DeclaredResource | undefined): string {
  if (keeper === undefined) return '';
  const { source, type } = keeper;
  return ` The service only deactivates what it deletes, so that the ${SINGULAR[type]} that the entry at ${source.file}:${source.line} removes keeps its name.`;
}

export function needlessPreviously(locate: Locator, declared: DeclaredResource): Diagnostic {
  return {
    ...diagnostic(
      'RC1505',
      `The service knows ${declared.name} by its new name and has nobody by the old one. $previously can be removed.`,
    ),
    span: at(locate, declared, '$previously'),
  };
}

export function cycleOfNames(locate: Locator, declared: DeclaredResource, names: readonly string[]): Diagnostic {
  return {
    ...diagnostic(
      'RC1509',
      `Each of ${names.join(', ')} takes a name that another of them still has, so that none can go first. Go by a third name, in two applies: give one of them a free name and apply, then write the name that it is to have and apply again.`,
    ),
    span: at(locate, declared, '$id'),
  };
}

export function samePerson(locate: Locator, declared: DeclaredResource, leaving: string, shared: string): Diagnostic {
  return {
    ...diagnostic(
      'RC1513',
      `The plan creates ${declared.name} and deletes ${leaving}, which share ${shared}. If they are one ${SINGULAR[declared.type]}, write this instead of the removal, so that nothing is lost:\n\n  $previously: ${leaving}`,
    ),
    span: at(locate, declared),
  };
}

/** @param current what the entry is found by under its present name */
export function previouslyLeaves(
  locate: Locator,
  declared: DeclaredResource,
  name: string,
  current: ScimResource,
): Diagnostic {
  return {
    ...diagnostic(
      'RC1540',
      `The service has ${declared.name}, and besides it ${name}, which this plan removes. If ${name} is to go, remove $previously. If the entry means ${name}, let the other one go instead, by an entry of its own:\n\n  - { $id: "${current.id}", $state: absent }`,
    ),
    span: at(locate, declared, '$previously'),
  };
}

export function previouslyClaimed(
  locate: Locator,
  declared: DeclaredResource,
  name: string,
  { id }: ScimResource,
): Diagnostic {
  return {
    ...diagnostic(
      'RC1541',
      `${name} is the former name of ${declared.name} and the name of another entry, and the service has one ${SINGULAR[declared.type]} ${name}. Write this in the entry that means it, and in the other one its own $id, if it is on the service too:\n\n  $id: ${id}`,
    ),
    span: at(locate, declared, '$previously'),
  };
}

export function severalPrevious(
  locate: Locator,
  declared: DeclaredResource,
  found: readonly ScimResource[],
): Diagnostic {
  return {
    ...diagnostic(
      'RC1541',
      `The service has ${found.length} ${SINGULAR[declared.type]}s by the former names of ${declared.name}, with the ids ${idsOf(found)}. Say which one is meant:\n\n  $id: ${sortedIds(found)[0]}`,
    ),
    span: at(locate, declared, '$previously'),
  };
}
