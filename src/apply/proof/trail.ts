import type { Finding } from '../../model/finding.ts';
import type { ScimResource } from '../../model/resource.ts';

/** What one change leaves behind for the proof. */
export interface Trail {
  /** The resource before the first write; undefined where there is none, or nobody could read it. */
  baseline: ScimResource | undefined;
  /** Set with the first write that goes out. */
  isSent: boolean;
  /** Set once every request of the change was carried out. */
  isDone: boolean;
  /** The resource as the last write was answered; undefined where that had no body. */
  lastAnswer: ScimResource | undefined;
  /** What an answer showed to be lost besides: nothing more is written to the resource. */
  shownLost: readonly Finding[];
}

/** A change of which nothing was sent. */
export function newTrail(): Trail {
  return { baseline: undefined, isSent: false, isDone: false, lastAnswer: undefined, shownLost: [] };
}
