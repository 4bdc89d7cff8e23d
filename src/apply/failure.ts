import type { Failure } from '../model/apply-event.ts';
import { ServiceError } from '../scim/service-error.ts';

/**
 * What went wrong, for the person who reads the summary.
 * Anything that is not the service's or the network's doing is a bug and is thrown on.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof ServiceError) return { summary: error.message, detail: error.hint };
  throw error;
}
