import type { ScimResource } from '../../model/resource.ts';

/** A reading that is too short only because some resources came more than once: a service that joins tables lists so. */
export interface Repetition {
  /** Which came again. */
  readonly ids: string;
  readonly resources: readonly ScimResource[];
}

/** One reading of a listing contradicts itself; another reading may not. */
export class ListContradiction extends Error {
  readonly received: number;
  /** Undefined where the service does not say. */
  readonly totalResults: number | undefined;
  /** Set where the same in the next reading means that the listing is so. */
  readonly repetition: Repetition | undefined;

  constructor(received: number, totalResults: number | undefined, problem: string, repetition?: Repetition) {
    super(problem);
    this.name = 'ListContradiction';
    this.received = received;
    this.totalResults = totalResults;
    this.repetition = repetition;
  }
}
