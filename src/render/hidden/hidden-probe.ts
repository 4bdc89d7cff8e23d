import type { ProbeResult } from '../../model/health/probe-result.ts';
import type { ShownValues } from './hidden-value.ts';

const HIDDEN_REASON = '--values all tells why';

/** What a probe found as it may be shown: without values no words of a service that refused something. */
export function shownProbe({ findings, ended, ...rest }: ProbeResult, values: ShownValues): ProbeResult {
  const all = { findings, ...(ended === undefined ? {} : { ended }), ...rest };
  if (values === 'all') return all;
  return {
    ...all,
    findings: findings.map((finding) =>
      finding.status === 'fails' ? { ...finding, summary: HIDDEN_REASON } : finding,
    ),
    ...(ended === undefined ? {} : { ended: HIDDEN_REASON }),
  };
}
