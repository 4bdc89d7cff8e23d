import type { Health } from '../../model/health/health.ts';
import type { ShownValues } from './hidden-value.ts';

/** What `doctor` found out as it may be shown: without values no words of a service that refused something. */
export function shownHealth(health: Health, values: ShownValues): Health {
  if (values === 'all') return health;
  const checks = health.checks.map(({ hint: _hint, ...check }) =>
    check.status === 'failed' ? { ...check, summary: 'failed; --values all tells why' } : check,
  );
  return { ...health, checks };
}
