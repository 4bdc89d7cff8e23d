import type { Row } from './row.ts';

/** Policies. */
export const POLICY_CODES = {
  RC1601: {
    severity: 'error',
    title: 'policy violated',
    cause:
      'What the message names does not do what a policy in `rollcall.yaml` demands. `validate` looks at what the files declare, `plan` at what the service will hold.',
    cure: 'Correct the entry on the line, or the policy; `severity: warning` lets plan and apply go on.',
  },
  RC1602: {
    severity: 'error',
    title: 'unknown group in a policy',
    cause: '`exclusive` names a group that is neither declared nor on the service, so the policy cannot be checked.',
    cure: 'Correct the name, or declare the group.',
  },
  RC1603: {
    severity: 'error',
    title: 'policy about members that cannot be read',
    cause:
      'A policy is about the members of a group, and the service does not show them, or may have left some out. The message says why.',
    cure: 'Leave the group out of the policy, or write `severity: warning`.',
  },
} as const satisfies Readonly<Record<string, Row>>;
