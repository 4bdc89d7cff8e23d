import type { Operation } from '../../model/plan.ts';
import { ScimError } from '../../scim/answers/scim-error.ts';
import { settingsOf } from './second-spellings.ts';

/** Which settings change the spelling that the service refuses; undefined where no other is known. */
export function spellingHint(operations: readonly Operation[], error: unknown): string | undefined {
  if (!(error instanceof ScimError) || (error.status !== 400 && error.status !== 501)) return undefined;
  const settings = settingsOf(operations).map((setting) => `service.dialect.${setting.replace(':', ' to')}`);
  if (settings.length === 0) return undefined;
  return `If the service takes no filter in the path of a PATCH, set ${settings.join(' and ')}.`;
}
