import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import type { DeclaredResource, Ownership } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import { type ResourceType, type ScimResource, SINGULAR } from '../../model/resource.ts';
import type { Pointer } from '../../model/span.ts';
import { at, idsOf, type Locator, sortedIds } from './locator.ts';

/* RC1506 to RC1508, RC1516 and RC1532: members and other references. */

export function unknownReference(
  locate: Locator,
  type: ResourceType,
  name: string,
  pointer: Pointer,
  known: Iterable<string>,
): Diagnostic {
  return {
    ...diagnostic(
      'RC1506',
      `The ${SINGULAR[type]} ${name} is neither declared nor on the service.${didYouMean(name, known)} Declare it, or correct the name.`,
      SINGULAR[type],
      'does not exist',
    ),
    span: locate(pointer),
  };
}

/** A group where a user is meant, or the other way round. */
export function referenceOfOtherType(locate: Locator, type: ResourceType, name: string, pointer: Pointer): Diagnostic {
  const cure =
    type === 'User'
      ? `A plain name means a user, and ${name} is a group. As a member write { group: ${name} }; a manager is a user.`
      : `{ group: … } means a group, and ${name} is a user. Write the userName alone.`;
  return { ...diagnostic('RC1506', cure, SINGULAR[type], 'does not exist'), span: locate(pointer) };
}

export function renamedReference(
  locate: Locator,
  name: string,
  { type, name: newName, source }: DeclaredResource,
  pointer: Pointer,
): Diagnostic {
  return {
    ...diagnostic(
      'RC1506',
      `The entry at ${source.file}:${source.line} renames ${name}, so that nobody would have that name any more. Did you mean "${newName}"?`,
      SINGULAR[type],
      'gets another name',
    ),
    span: locate(pointer),
  };
}

export function ambiguousReference(
  locate: Locator,
  type: ResourceType,
  name: string,
  pointer: Pointer,
  found: readonly ScimResource[],
): Diagnostic {
  return {
    ...diagnostic(
      'RC1507',
      `The service has ${found.length} ${SINGULAR[type]}s with the name ${name}, with the ids ${idsOf(found)}. Name the one that is meant by its id, for example:\n\n  { $id: ${sortedIds(found)[0]} }`,
    ),
    span: locate(pointer),
  };
}

export function leavingReference(
  locate: Locator,
  { name, type }: { readonly name: string; readonly type: ResourceType | 'unknown' },
  { undeclared }: Ownership,
  pointer: Pointer,
): Diagnostic {
  const noun = type === 'Group' ? 'group' : 'user';
  return {
    ...diagnostic(
      'RC1532',
      `${name} is in scope and declared nowhere, so that ownership.${noun}s.undeclared would ${undeclared} it, and nothing may refer to it. Declare ${name}, or remove this line.`,
      noun,
    ),
    span: locate(pointer),
  };
}

export function absentReference(
  locate: Locator,
  { name }: { readonly name: string },
  { type, source }: DeclaredResource,
  pointer: Pointer,
): Diagnostic {
  return {
    ...diagnostic(
      'RC1532',
      `The entry at ${source.file}:${source.line} says "$state: absent" of ${name}, and nothing may refer to it. Remove this line, or that entry.`,
      SINGULAR[type],
    ),
    span: locate(pointer),
  };
}

export function memberTwice(locate: Locator, pointer: Pointer, name: string): Diagnostic {
  return {
    ...diagnostic('RC1508', `${name} is named by another entry of this list too. Remove one of the two.`),
    span: locate(pointer),
  };
}

export function unreadableMembers(locate: Locator, declared: DeclaredResource, reason: string): Diagnostic {
  return {
    ...diagnostic('RC1516', `The members of ${declared.name} cannot be planned: ${reason}`),
    span: at(locate, declared, 'members'),
  };
}
