import type { DeclaredResource, Ownership } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { PLURAL, type ResourceType, SINGULAR } from '../../model/resource.ts';
import type { Pointer } from '../../model/span.ts';
import { at, type Reporter } from './reporting.ts';

/* RC1530, RC1531 and RC1534: ownership and its scope, and filters that no service could answer. */

export function outsideScope(report: Reporter, declared: DeclaredResource, { scope }: Ownership): Diagnostic {
  return {
    code: 'RC1530',
    severity: 'warning',
    summary: 'declared outside the scope',
    detail: `${declared.name} is not among the ${PLURAL[declared.type]} that ${scope} matches. It is managed as declared; but once its entry is gone, nothing tells that it was ever meant. Widen ownership.${PLURAL[declared.type]}.scope, or correct the entry.`,
    span: at(report, declared),
  };
}

export function unreadableInFilter(report: Reporter, pointer: Pointer, name: string): Diagnostic {
  return {
    code: 'RC1531',
    severity: 'error',
    summary: 'a filter names what cannot be read',
    detail: `The service does not return ${name}, so it cannot be told which resources the filter matches. Use another attribute.`,
    span: report(pointer),
  };
}

export function cannotDeleteUndeclared(
  report: Reporter,
  type: ResourceType,
  { undeclaredPointer }: Ownership,
  title: string,
  count: number,
): Diagnostic {
  const noun = `${SINGULAR[type]}${count === 1 ? '' : 's'}`;
  const cure = type === 'User' ? '"deactivate" or "report"' : '"report"';
  return {
    code: 'RC1534',
    severity: 'error',
    summary: `this service deletes no ${SINGULAR[type]}s over SCIM`,
    detail: `${title} does not let ${SINGULAR[type]}s be deleted over SCIM, which is asked for ${count} undeclared ${noun} in scope. Write ${cure} instead.`,
    span: report(undeclaredPointer),
  };
}
