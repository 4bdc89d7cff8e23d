import type { JsonObject } from '../../model/json.ts';
import type { QueryCache } from '../resources/find-resources.ts';
import { type Mutation, mutate, type Store } from './store.ts';
import type { Journal } from './store-journal.ts';
import { createTimetable, type Timetable } from './timetable.ts';

/** What a running service keeps. */
export interface State {
  readonly store: Store;
  readonly queries: QueryCache;
  /** Answers that are given again until a time in milliseconds, by URL. */
  readonly answers: Map<string, { readonly body: JsonObject; readonly until: number }>;
  /** What happens later. */
  readonly timetable: Timetable;
  /** What the service did once and does not do again. */
  readonly once: Set<string>;
  /** The time in milliseconds. */
  readonly now: () => number;
  /** Carries out changes at once, as a whole; ends when they are kept. */
  commit(mutations: readonly Mutation[]): Promise<void>;
}

/** The state of a service over a store and its journal. */
export function createState(store: Store, journal: Journal, now: () => number): State {
  return {
    store,
    queries: new Map(),
    answers: new Map(),
    timetable: createTimetable(now),
    once: new Set(),
    now,
    commit: (mutations) => {
      for (const mutation of mutations) mutate(store, mutation);
      return journal.append(mutations);
    },
  };
}
