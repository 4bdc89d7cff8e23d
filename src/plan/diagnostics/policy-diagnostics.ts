import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Pointer } from '../../model/span.ts';
import type { Locator } from './locator.ts';

/* RC1602: policies. */

export function unknownPolicyGroup(
  locate: Locator,
  policy: string,
  name: string,
  { file, path }: Pointer,
  index: number,
): Diagnostic {
  return {
    ...diagnostic(
      'RC1602',
      `The policy "${policy}" names the group "${name}", which is neither declared nor on the service, so that it cannot be checked. Correct the name, or declare the group.`,
    ),
    span: locate({ file, path: [...path, 'exclusive', index] }),
  };
}
