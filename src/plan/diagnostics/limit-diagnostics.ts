import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { PLURAL, SINGULAR } from '../../model/resource.ts';
import { at, type Locator } from './locator.ts';

/* RC152x: what a service does not do over SCIM. */

/** The name of a service where a sentence starts: `the service` is written large there. */
function atStart(title: string): string {
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

export function cannotCreate(locate: Locator, declared: DeclaredResource, title: string): Diagnostic {
  const type = SINGULAR[declared.type];
  return {
    ...diagnostic(
      'RC1520',
      `${atStart(title)} does not let ${type}s be created over SCIM, and has none with the name ${declared.name}. Create it in ${title} itself, with exactly this name; from then on rollcall manages what is declared of it.`,
      PLURAL[declared.type],
    ),
    span: at(locate, declared),
  };
}

export function missingForCreate(
  locate: Locator,
  declared: DeclaredResource,
  title: string,
  missing: readonly string[],
): Diagnostic {
  return {
    ...diagnostic(
      'RC1521',
      `${atStart(title)} creates no ${SINGULAR[declared.type]} without ${missing.join(', ')}. Declare ${missing.length === 1 ? 'it' : 'them'} for ${declared.name}.`,
    ),
    span: at(locate, declared),
  };
}

export function cannotDelete(locate: Locator, declared: DeclaredResource, title: string): Diagnostic {
  const cure =
    declared.type === 'User' ? 'Write "active: false" instead' : `Delete it in ${title} itself, then remove the entry`;
  return {
    ...diagnostic(
      'RC1522',
      `${atStart(title)} does not let ${SINGULAR[declared.type]}s be deleted over SCIM, which the entry of ${declared.name} asks for. ${cure}.`,
      PLURAL[declared.type],
    ),
    span: at(locate, declared, '$state'),
  };
}

export function cannotRename(locate: Locator, declared: DeclaredResource, title: string, name: string): Diagnostic {
  return {
    ...diagnostic(
      'RC1523',
      `${atStart(title)} does not let ${SINGULAR[declared.type]}s be renamed over SCIM, which would be needed to make ${name} into ${declared.name}. Rename it in ${title} itself, or keep the old name here.`,
      PLURAL[declared.type],
    ),
    span: at(locate, declared),
  };
}

export function cannotChange(locate: Locator, declared: DeclaredResource, title: string, path: string): Diagnostic {
  return {
    ...diagnostic(
      'RC1524',
      `${atStart(title)} does not let ${path} of a ${SINGULAR[declared.type]} be changed over SCIM, and holds another value for ${declared.name}. Change it in ${title} itself, take over its value, or put ${path} under $ignore.`,
    ),
    span: at(locate, declared, path),
  };
}

export function unsupportedAttribute(
  locate: Locator,
  declared: DeclaredResource,
  path: string,
  reason: string,
): Diagnostic {
  return {
    ...diagnostic('RC1525', `${path} of ${declared.name} would be refused or lost. ${reason}`),
    span: at(locate, declared, path.split('.')[0] ?? path),
  };
}

export function tooManyElements(
  locate: Locator,
  declared: DeclaredResource,
  title: string,
  path: string,
  most: number,
): Diagnostic {
  return {
    ...diagnostic(
      'RC1526',
      `${atStart(title)} keeps at most ${most} of ${path}, and ${declared.name} has more. Remove some.`,
    ),
    span: at(locate, declared, path),
  };
}

export function ownedElement(locate: Locator, declared: DeclaredResource, title: string, path: string): Diagnostic {
  return {
    ...diagnostic(
      'RC1527',
      `One of the elements under ${path} of ${declared.name} is written by ${title} itself and cannot be set. Remove it from the list; it is left alone.`,
    ),
    span: at(locate, declared, path),
  };
}

export function noGroups(
  locate: Locator,
  first: DeclaredResource,
  others: readonly DeclaredResource[],
  title: string,
): Diagnostic {
  const rest = others.length === 0 ? '' : `, and ${others.length} more`;
  return {
    ...diagnostic(
      'RC1528',
      `${atStart(title)} answers that it knows no groups, and the files declare ${first.name}${rest}. Take groups out of the files, or of this environment; if it has groups, correct service.baseUrl or the credentials.`,
    ),
    span: at(locate, first),
  };
}
