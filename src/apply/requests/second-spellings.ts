import type { ApplyEvent } from '../../model/apply-event.ts';
import type { Operation } from '../../model/plan.ts';
import { ScimError } from '../../scim/answers/scim-error.ts';

/** A value of `service.dialect` by which the second spelling of a request is its first. */
export type SpellingSetting =
  | 'patch.elementChange: replaceAttribute'
  | 'patch.elementRemoval: replaceAttribute'
  | 'members.removal: valueList';

/** What a run has learned of second spellings (`otherwise`). */
export interface SecondSpellings {
  /** Those that worked: they come first from then on. */
  readonly worked: Set<SpellingSetting>;
  /** Those that took more than was asked: nobody tries them again. */
  readonly harmful: Set<SpellingSetting>;
  /** Settled when nobody tries one that may do harm. */
  trying: Promise<void>;
}

/** The part of a run that learns of them. */
interface Learner {
  readonly spellings: SecondSpellings;
  readonly emit: (event: ApplyEvent) => void;
}

/** What a run knows of them before its first request. */
export function newSpellings(): SecondSpellings {
  return { worked: new Set(), harmful: new Set(), trying: Promise.resolve() };
}

/** The settings that replace the filters in the paths of a PATCH by something else; empty where it has none. */
export function settingsOf(operations: readonly Operation[]): readonly SpellingSetting[] {
  const found = operations.flatMap(({ op, path }) => {
    if (typeof path !== 'string' || !path.includes('[')) return [];
    if (/(?:^|:)members\[/iu.test(path)) return ['members.removal: valueList'] as const;
    const isWhole = op.toLowerCase() === 'remove' && path.endsWith(']');
    return [isWhole ? 'patch.elementRemoval: replaceAttribute' : 'patch.elementChange: replaceAttribute'] as const;
  });
  return [...new Set<SpellingSetting>(found)];
}

/** The answers that say of a PATCH that its spelling is not taken: 400 invalidPath or invalidFilter (RFC 7644 section 3.12), or 501. */
export function isSpellingRefused(error: unknown): error is ScimError {
  if (!(error instanceof ScimError)) return false;
  const { status, scimType } = error;
  return status === 501 || (status === 400 && (scimType === 'invalidPath' || scimType === 'invalidFilter'));
}

/** The answer to a path that selects nothing. */
export function isNoTarget(error: unknown): error is ScimError {
  return error instanceof ScimError && error.status === 400 && error.scimType === 'noTarget';
}

/** Notes that second spellings worked, and tells it once. */
export function noteWorked(settings: readonly SpellingSetting[], { spellings, emit }: Learner): void {
  const fresh = settings.filter((setting) => !spellings.worked.has(setting));
  for (const setting of fresh) spellings.worked.add(setting);
  if (fresh.length > 0) emit({ event: 'second-spelling', settings: fresh });
}

/** Whether all second spellings of a request worked before. */
export function haveWorked(operations: readonly Operation[], { spellings }: Pick<Learner, 'spellings'>): boolean {
  return settingsOf(operations).every((setting) => spellings.worked.has(setting));
}
