import { plansId } from '../../plan/plans-id.ts';
import { sha256 } from '../files/sha256.ts';
import { RefusedError } from '../terminal/refused-error.ts';
import type { End } from './environment-end.ts';

/** The id over the plans of all environments; undefined where one could not be planned, or holds errors. */
export function idOfAll(ends: readonly End[]): string | undefined {
  const ids = ends.flatMap(({ environment, plan, result }) =>
    plan === undefined || result.kind === 'failed' ? [] : [{ name: environment, id: plan.id }],
  );
  return ids.length === ends.length ? plansId(ids, sha256) : undefined;
}

/** Throws RefusedError where the plans are others than were reviewed. */
export function checkIdOfAll(ends: readonly End[], expected: string | undefined): void {
  const id = idOfAll(ends);
  if (expected === undefined || id === expected) return;
  const missing = ends.filter(({ plan }) => plan === undefined).map(({ environment }) => environment);
  const alone = ends.find(({ plan }) => plan?.id === expected)?.environment;
  const whose = alone === undefined ? '' : `that is the id of ${alone} alone, `;
  const what = id === undefined ? `there is no plan of ${missing.join(', ')}` : `their id is ${id}`;
  throw new RefusedError(
    `the plans are others than --expect names: ${whose}${what}.`,
    'Review these plans; if they are right, apply them with that id, or one environment alone with its own.',
  );
}
