import type { Finding } from '../../model/finding.ts';

/** The answer to a write showed that more was lost than was asked, so that nothing more is written to that resource. */
export class LossShownError extends Error {
  readonly hint: string;

  constructor(findings: readonly Finding[]) {
    const lost = findings.map(({ member, attribute = '' }) => (member === undefined ? attribute : `member ${member}`));
    super(`after the last request the service no longer shows ${[...new Set(lost)].join(', ')}; nothing more was sent`);
    this.name = 'LossShownError';
    this.hint = 'Put back what is gone, and tell whoever runs the service: it takes more away than it is asked to.';
  }
}
