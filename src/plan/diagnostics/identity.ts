import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { type ScimResource, SINGULAR } from '../../model/resource.ts';
import { at, idsOf, type Reporter, sortedIds } from './reporting.ts';

/* RC1501 to RC1505, RC1509 and RC1513: which resource an entry means. */

export function unknownId(report: Reporter, declared: DeclaredResource, id: string): Diagnostic {
  return {
    code: 'RC1501',
    severity: 'error',
    summary: 'no resource has this id',
    detail: `The service has no ${SINGULAR[declared.type]} with the id ${id}. An entry with $id is never created: correct the id, or remove $id to let ${declared.name} be found or created by name.`,
    span: at(report, declared, '$id'),
  };
}

/** @param keeper an absent entry whose resource keeps its name, because the deletion only deactivates it */
export function contradictingKeys(
  report: Reporter,
  declared: DeclaredResource,
  found: readonly ScimResource[],
  keeper: DeclaredResource | undefined,
): Diagnostic {
  return {
    code: 'RC1502',
    severity: 'error',
    summary: 'keys name different resources',
    detail: `The keys of ${declared.name} name different resources on the service, with the ids ${idsOf(found)}.${nameStays(keeper)} Correct $id, the name or externalId so that they name the same one.`,
    span: at(report, declared),
  };
}

export function ambiguousName(
  report: Reporter,
  declared: DeclaredResource,
  found: readonly ScimResource[],
): Diagnostic {
  return {
    code: 'RC1503',
    severity: 'error',
    summary: 'several resources have this name',
    detail: `The service has ${found.length} ${SINGULAR[declared.type]}s that fit ${declared.name}, with the ids ${idsOf(found)}. Say which one is meant by adding its id to the entry, for example:\n\n  $id: ${sortedIds(found)[0]}`,
    span: at(report, declared),
  };
}

/** @param keeper the one of the two that asks for a deletion, where that only deactivates */
export function matchedTwice(
  report: Reporter,
  declared: DeclaredResource,
  other: DeclaredResource,
  keeper: DeclaredResource | undefined,
): Diagnostic {
  return {
    code: 'RC1504',
    severity: 'error',
    summary: 'two entries mean one resource',
    detail: `${declared.name} and ${other.name} (${other.source.file}:${other.source.line}) both match the same ${SINGULAR[declared.type]} on the service.${nameStays(keeper)} Remove one of the entries, or correct its $id, name, externalId or $previously.`,
    span: at(report, declared),
  };
}

function nameStays(keeper: DeclaredResource | undefined): string {
  if (keeper === undefined) return '';
  const { source, type } = keeper;
  return ` The service only deactivates what it deletes, so that the ${SINGULAR[type]} that the entry at ${source.file}:${source.line} removes keeps its name.`;
}

export function needlessPreviously(report: Reporter, declared: DeclaredResource): Diagnostic {
  return {
    code: 'RC1505',
    severity: 'hint',
    summary: 'this rename is done',
    detail: `The service knows ${declared.name} by its new name and has nobody by the old one. $previously can be removed.`,
    span: at(report, declared, '$previously'),
  };
}

export function cycleOfNames(report: Reporter, declared: DeclaredResource, names: readonly string[]): Diagnostic {
  return {
    code: 'RC1509',
    severity: 'error',
    summary: 'names change in a circle',
    detail: `Each of ${names.join(', ')} takes a name that another of them still has, so that none can go first. Rename one of them to a free name, apply, and then finish the swap.`,
    span: at(report, declared, '$id'),
  };
}

export function samePerson(report: Reporter, declared: DeclaredResource, leaving: string, shared: string): Diagnostic {
  return {
    code: 'RC1513',
    severity: 'warning',
    summary: 'this may be a rename',
    detail: `The plan creates ${declared.name} and deletes ${leaving}, which share ${shared}. If they are one ${SINGULAR[declared.type]}, write this instead of the removal, so that nothing is lost:\n\n  $previously: ${leaving}`,
    span: at(report, declared),
  };
}
