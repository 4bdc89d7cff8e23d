import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import type { DeclaredResource, Ownership } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { PLURAL, type ResourceType, SINGULAR } from '../../model/resource.ts';
import type { Pointer } from '../../model/span.ts';
import { at, type Locator } from './locator.ts';

/* RC1530, RC1531 and RC1534: ownership and its scope, and filters that no service could answer. */

export function outsideScope(locate: Locator, declared: DeclaredResource, { scope }: Ownership): Diagnostic {
  return {
    ...diagnostic(
      'RC1530',
      `${declared.name} is not among the ${PLURAL[declared.type]} that ${scope} matches. It is managed as declared; but once its entry is gone, nothing tells that it was ever meant. Widen ownership.${PLURAL[declared.type]}.scope, or correct the entry.`,
    ),
    span: at(locate, declared),
  };
}

export function unreadableInFilter(locate: Locator, pointer: Pointer, name: string): Diagnostic {
  return {
    ...diagnostic(
      'RC1531',
      `The service does not return ${name}, so it cannot be told which resources the filter matches. Use another attribute.`,
    ),
    span: locate(pointer),
  };
}

export function cannotDeleteUndeclared(
  locate: Locator,
  type: ResourceType,
  { undeclaredPointer }: Ownership,
  title: string,
  count: number,
): Diagnostic {
  const noun = `${SINGULAR[type]}${count === 1 ? '' : 's'}`;
  const cure = type === 'User' ? '"deactivate" or "report"' : '"report"';
  return {
    ...diagnostic(
      'RC1534',
      `${title} does not let ${SINGULAR[type]}s be deleted over SCIM, which is asked for ${count} undeclared ${noun} in scope. Write ${cure} instead.`,
      PLURAL[type],
    ),
    span: locate(undeclaredPointer),
  };
}
