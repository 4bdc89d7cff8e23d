/** What happens by itself some time after a request. */
export interface Timetable {
  after(seconds: number, deed: () => unknown): void;
  /** Does what is due, in the order of its time. */
  catchUp(): Promise<void>;
}

/**
 * An empty timetable. Nothing in it happens between requests, so that no timer keeps the process from ending, and a test
 * says what time it is.
 */
export function createTimetable(now: () => number): Timetable {
  let waiting: readonly { readonly at: number; readonly deed: () => unknown }[] = [];
  return {
    after: (seconds, deed) => {
      const entry = { at: now() + seconds * 1000, deed };
      waiting = [...waiting, entry].sort((left, right) => left.at - right.at);
    },
    catchUp: async () => {
      const time = now();
      const due = waiting.filter(({ at }) => at <= time);
      waiting = waiting.filter(({ at }) => at > time);
      for (const { deed } of due) await deed();
    },
  };
}
