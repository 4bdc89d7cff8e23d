import type { Problem } from '../problems/report.ts';
import type { Place } from './source-file.ts';

/** Stops the reading of a document at the first problem after which its rest means nothing. */
export class Unreadable extends Error {
  readonly problem: Problem;
  readonly place: Place;
  constructor(problem: Problem, place: Place) {
    super(problem.summary);
    this.problem = problem;
    this.place = place;
  }
}
