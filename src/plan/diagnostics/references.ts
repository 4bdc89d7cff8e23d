import type { DeclaredResource, Ownership } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import { type ResourceType, type ScimResource, SINGULAR } from '../../model/resource.ts';
import type { Pointer } from '../../model/span.ts';
import { at, idsOf, type Reporter, sortedIds } from './reporting.ts';

/* RC1506 to RC1508, RC1516, RC1532 and RC1533: members and other references. */

export function unknownReference(
  report: Reporter,
  type: ResourceType,
  name: string,
  pointer: Pointer,
  known: Iterable<string>,
): Diagnostic {
  return {
    code: 'RC1506',
    severity: 'error',
    summary: `this ${SINGULAR[type]} does not exist`,
    detail: `The ${SINGULAR[type]} ${name} is neither declared nor on the service.${didYouMean(name, known)} Declare it, or correct the name.`,
    span: report(pointer),
  };
}

export function renamedReference(
  report: Reporter,
  name: string,
  { type, name: newName, source }: DeclaredResource,
  pointer: Pointer,
): Diagnostic {
  return {
    code: 'RC1506',
    severity: 'error',
    summary: `this ${SINGULAR[type]} gets another name`,
    detail: `The entry at ${source.file}:${source.line} renames ${name}, so that nobody would have that name any more. Did you mean "${newName}"?`,
    span: report(pointer),
  };
}

export function ambiguousReference(
  report: Reporter,
  type: ResourceType,
  name: string,
  pointer: Pointer,
  found: readonly ScimResource[],
): Diagnostic {
  return {
    code: 'RC1507',
    severity: 'error',
    summary: 'several resources have this name',
    detail: `The service has ${found.length} ${SINGULAR[type]}s with the name ${name}, with the ids ${idsOf(found)}. Name the one that is meant by its id, for example:\n\n  { $id: ${sortedIds(found)[0]} }`,
    span: report(pointer),
  };
}

export function leavingReference(
  report: Reporter,
  { name, type }: { readonly name: string; readonly type: ResourceType | 'unknown' },
  { undeclared }: Ownership,
  pointer: Pointer,
): Diagnostic {
  const noun = type === 'Group' ? 'group' : 'user';
  return {
    code: 'RC1532',
    severity: 'error',
    summary: `this ${noun} is to be removed`,
    detail: `${name} is in scope and declared nowhere, so that ownership.${noun}s.undeclared would ${undeclared} it, and nothing may refer to it. Declare ${name}, or remove this line.`,
    span: report(pointer),
  };
}

export function absentReference(
  report: Reporter,
  { name }: { readonly name: string },
  { type, source }: DeclaredResource,
  pointer: Pointer,
): Diagnostic {
  return {
    code: 'RC1532',
    severity: 'error',
    summary: `this ${SINGULAR[type]} is to be removed`,
    detail: `The entry at ${source.file}:${source.line} says "$state: absent" of ${name}, and nothing may refer to it. Remove this line, or that entry.`,
    span: report(pointer),
  };
}

export function goneReference(report: Reporter, name: string, pointer: Pointer): Diagnostic {
  return {
    code: 'RC1533',
    severity: 'error',
    summary: 'this user expired',
    detail: `${name} expired before it was ever created, so that there is nobody to refer to. Name somebody else, or set a later $expires.`,
    span: report(pointer),
  };
}

export function memberTwice(report: Reporter, pointer: Pointer, name: string): Diagnostic {
  return {
    code: 'RC1508',
    severity: 'error',
    summary: 'the same member twice',
    detail: `${name} is named by another entry of this list too. Remove one of the two.`,
    span: report(pointer),
  };
}

export function unreadableMembers(report: Reporter, declared: DeclaredResource, reason: string): Diagnostic {
  return {
    code: 'RC1516',
    severity: 'error',
    summary: 'members cannot be read',
    detail: `The members of ${declared.name} cannot be planned: ${reason}`,
    span: at(report, declared, 'members'),
  };
}
