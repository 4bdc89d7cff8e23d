/** What the process says to whoever started it; scripts rely on each of these. */
export const EXIT = {
  /** Done, or nothing to do. */
  done: 0,
  /** Invalid input, usage, declined, a failed change. */
  error: 1,
  /** Only `plan --detailed-exitcode`: there are changes. */
  changes: 2,
  /** A plan that the guards refuse, or a stale, edited, expired or foreign one; wins over `changes`. */
  refused: 3,
  /** A bug in rollcall. */
  bug: 70,
  /** Stopped by SIGINT, or an apply by SIGTERM. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
