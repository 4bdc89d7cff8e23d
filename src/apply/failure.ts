import type { Failure } from '../model/apply-event.ts';
import { ServiceError } from '../scim/answers/service-error.ts';
import { JournalError } from './journal-error.ts';
import { LossShownError } from './loss-shown-error.ts';

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
