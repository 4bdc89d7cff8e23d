import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { SINGULAR } from '../../model/resource.ts';
import { at, type Reporter } from './reporting.ts';

/* RC152x: what a service does not do over SCIM. */

/** The name of a service where a sentence starts: `the service` is written large there. */
function atStart(title: string): string {
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

export function cannotCreate(report: Reporter, declared: DeclaredResource, title: string): Diagnostic {
  const type = SINGULAR[declared.type];
  return {
    code: 'RC1520',
    severity: 'error',
    summary: `this service creates no ${type}s over SCIM`,
    detail: `${atStart(title)} does not let ${type}s be created over SCIM, and has none with the name ${declared.name}. Create it in ${title} itself, with exactly this name; from then on rollcall manages what is declared of it.`,
    span: at(report, declared),
  };
}

export function missingForCreate(
  report: Reporter,
  declared: DeclaredResource,
  title: string,
  missing: readonly string[],
): Diagnostic {
  return {
    code: 'RC1521',
    severity: 'error',
    summary: 'attributes are missing',
    detail: `${atStart(title)} creates no ${SINGULAR[declared.type]} without ${missing.join(', ')}. Declare ${missing.length === 1 ? 'it' : 'them'} for ${declared.name}.`,
    span: at(report, declared),
  };
}

export function cannotDelete(report: Reporter, declared: DeclaredResource, title: string): Diagnostic {
  const cure =
    declared.type === 'User' ? 'Write "active: false" instead' : `Delete it in ${title} itself, then remove the entry`;
  return {
    code: 'RC1522',
    severity: 'error',
    summary: `this service deletes no ${SINGULAR[declared.type]}s over SCIM`,
    detail: `${atStart(title)} does not let ${SINGULAR[declared.type]}s be deleted over SCIM, which the entry of ${declared.name} asks for. ${cure}.`,
    span: at(report, declared, '$state'),
  };
}

export function cannotRename(report: Reporter, declared: DeclaredResource, title: string, name: string): Diagnostic {
  return {
    code: 'RC1523',
    severity: 'error',
    summary: `this service renames no ${SINGULAR[declared.type]}s over SCIM`,
    detail: `${atStart(title)} does not let ${SINGULAR[declared.type]}s be renamed over SCIM, which would be needed to make ${name} into ${declared.name}. Rename it in ${title} itself, or keep the old name here.`,
    span: at(report, declared),
  };
}

export function cannotChange(report: Reporter, declared: DeclaredResource, title: string, path: string): Diagnostic {
  return {
    code: 'RC1524',
    severity: 'error',
    summary: 'this service does not change this attribute',
    detail: `${atStart(title)} does not let ${path} of a ${SINGULAR[declared.type]} be changed over SCIM, and holds another value for ${declared.name}. Change it in ${title} itself, take over its value, or put ${path} under $ignore.`,
    span: at(report, declared, path),
  };
}

export function unsupportedAttribute(
  report: Reporter,
  declared: DeclaredResource,
  path: string,
  reason: string,
): Diagnostic {
  return {
    code: 'RC1525',
    severity: 'error',
    summary: 'this service does not take this attribute',
    detail: `${path} of ${declared.name} would be refused or lost. ${reason}`,
    span: at(report, declared, path.split('.')[0] ?? path),
  };
}

export function tooManyElements(
  report: Reporter,
  declared: DeclaredResource,
  title: string,
  path: string,
  most: number,
): Diagnostic {
  return {
    code: 'RC1526',
    severity: 'error',
    summary: 'too many elements',
    detail: `${atStart(title)} keeps at most ${most} of ${path}, and ${declared.name} has more. Remove some.`,
    span: at(report, declared, path),
  };
}

export function ownedElement(report: Reporter, declared: DeclaredResource, title: string, path: string): Diagnostic {
  return {
    code: 'RC1527',
    severity: 'error',
    summary: 'the service owns this element',
    detail: `One of the elements under ${path} of ${declared.name} is written by ${title} itself and cannot be set. Remove it from the list; it is left alone.`,
    span: at(report, declared, path),
  };
}

export function noGroups(
  report: Reporter,
  first: DeclaredResource,
  others: readonly DeclaredResource[],
  title: string,
): Diagnostic {
  const rest = others.length === 0 ? '' : `, and ${others.length === 1 ? '1 more' : `${others.length} more`}`;
  return {
    code: 'RC1528',
    severity: 'error',
    summary: 'this service has no groups',
    detail: `${atStart(title)} answers that it knows no groups, and the files declare ${first.name}${rest}. Take groups out of the files, or of this environment; if it has groups, correct service.baseUrl or the credentials.`,
    span: at(report, first),
  };
}
