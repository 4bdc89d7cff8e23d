import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import type { DeclaredResource } from '../../model/configuration.ts';
import { counted } from '../../model/counted.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { PossibleDuplicate } from '../../model/guards.ts';
import { listed } from '../../model/listed.ts';
import { SINGULAR } from '../../model/resource.ts';
import type { Pointer } from '../../model/span.ts';
import { at, type Locator } from './locator.ts';

/* RC1533 and RC1536 to RC1539: people who are inactive, who are there twice, and names that look alike. */

/** @param all at least one, in the order of the files */
export function notCreated(locate: Locator, all: readonly [DeclaredResource, ...DeclaredResource[]]): Diagnostic {
  const are = all.length === 1 ? 'is' : 'are';
  return {
    ...diagnostic(
      'RC1536',
      `${counted(all.length, 'user')} ${are} inactive, not on the service, and not created: ${listed(all.map(({ name }) => name).sort(), ', and ')}. Write "$state: present" in an entry to create it all the same, or set a later $expires.`,
    ),
    span: at(locate, all[0]),
  };
}

export function maybeKnown(
  locate: Locator,
  declared: DeclaredResource,
  { shares, other, write }: PossibleDuplicate,
): Diagnostic {
  const line = write === undefined ? '' : ` If both are one, write in the entry:\n\n  ${write.key}: ${write.value}`;
  const attribute = shares === 'emails' ? 'e-mail address' : shares;
  return {
    ...diagnostic(
      'RC1537',
      `${declared.name} is inactive and not on the service; ${other.name} is, has the same ${attribute}, and no entry declares it, so that it stays as it is.${line}`,
    ),
    span: at(locate, declared),
  };
}

/** @param other the name that looks the same, with what differs escaped by whoever shows it */
export function namesLookAlike(locate: Locator, declared: DeclaredResource, other: string, id: string): Diagnostic {
  return {
    ...diagnostic(
      'RC1538',
      `The service has another ${SINGULAR[declared.type]} whose name looks like ${declared.name} and is not: ${other}, with the id ${id}. Look which of the two is used, and remove or rename the other.`,
    ),
    span: at(locate, declared),
  };
}

/** @param places where the user is named, at least one */
export function inactiveNamed(locate: Locator, name: string, places: readonly [Pointer, ...Pointer[]]): Diagnostic {
  return {
    ...diagnostic(
      'RC1539',
      `${name} is inactive after this plan, and ${counted(places.length, 'place')} of the files ${places.length === 1 ? 'names' : 'name'} this user as a member or manager, this the first. Take the user out of the lists, and name another manager.`,
    ),
    span: locate(places[0]),
  };
}

/** @param places where the user is named, at least one */
export function goneReferences(locate: Locator, name: string, places: readonly [Pointer, ...Pointer[]]): Diagnostic {
  return {
    ...diagnostic(
      'RC1533',
      `${name} is inactive and not on the service, so that there is nobody to refer to: ${counted(places.length, 'place')} of the files ${places.length === 1 ? 'is' : 'are'} left out, this the first. Remove the line, or write "$state: present" in the entry of ${name} to create that user all the same.`,
    ),
    span: locate(places[0]),
  };
}
