import type { Failure } from '../../model/apply-event.ts';
import type { ScimAnswer } from '../../scim/answers/scim-answer.ts';
import { ServiceError } from '../../scim/answers/service-error.ts';
import { JournalError } from '../journal.ts';
import { LossShownError } from '../proof/loss-shown-error.ts';

export interface FailedStep {
  readonly kind: 'failed';
  readonly failure: Failure;
  /** Set where the other requests of the change make sense all the same. */
  readonly goesOn?: true;
}

/** How a part of a change went; `answer` is the last one, where any request was sent. */
export type Step =
  | { readonly kind: 'done'; readonly answer?: ScimAnswer }
  | FailedStep
  | { readonly kind: 'skipped'; readonly because: string };

/** A step that did not succeed. */
export function failed(summary: string, detail?: string): FailedStep {
  return { kind: 'failed', failure: { summary, ...(detail === undefined ? {} : { detail }) } };
}

/** Somebody else wrote managed attributes after the plan was made. */
export function changedMeanwhile(attributes: readonly string[]): FailedStep {
  return failed(`${attributes.join(', ')} changed on the service after the plan was made; plan again`);
}

/**
 * What went wrong, for the person who reads the summary.
 * Anything that is not the doing of the service, the network or the disk is a bug and is thrown on.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof ServiceError || error instanceof JournalError || error instanceof LossShownError) {
    return { summary: error.message, detail: error.hint };
  }
  throw error;
}
