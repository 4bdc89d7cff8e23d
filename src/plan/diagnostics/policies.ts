import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Pointer } from '../../model/span.ts';
import type { Reporter } from './reporting.ts';

/* RC1602: policies. */

export function unknownPolicyGroup(
  report: Reporter,
  policy: string,
  name: string,
  { file, path }: Pointer,
  index: number,
): Diagnostic {
  return {
    code: 'RC1602',
    severity: 'error',
    summary: 'unknown group in a policy',
    detail: `The policy "${policy}" names the group "${name}", which is neither declared nor on the service, so that it cannot be checked. Correct the name, or declare the group.`,
    span: report({ file, path: [...path, 'exclusive', index] }),
  };
}
