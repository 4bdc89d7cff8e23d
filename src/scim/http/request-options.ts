/** How one attempt to send a request came out. */
export interface AttemptOutcome {
  /** Absent where no answer came. */
  readonly status?: number;
  readonly correlationId?: string;
  /** Why there is no answer. */
  readonly problem?: string;
  readonly ms: number;
}

/** Told of every attempt to send a request, for a journal. */
export interface Watcher {
  /** Awaited before anything goes out; if it throws, nothing does. */
  sending(attempt: number): Promise<void>;
  answered(attempt: number, outcome: AttemptOutcome): void;
}

/** What every request takes besides what it asks. */
export interface RequestOptions {
  /** Once aborted, the request is not sent, or not sent again; what is under way is finished. */
  readonly signal?: AbortSignal | undefined;
  readonly watcher?: Watcher | undefined;
}
