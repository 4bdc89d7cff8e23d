/** Where two answers of a service cannot both be right. */
export interface Contradiction {
  /** The end of a sentence about the service. */
  readonly problem: string;
  /** What to do where it stays so. */
  readonly hint: string;
}

/** What the service lists cannot be right, by its own other answers, so nothing may be planned on it. */
export class ContradictoryReadError extends Error {
  readonly hint: string;

  constructor({ problem, hint }: Contradiction, readings: number) {
    super(`The service contradicts itself in each of ${readings} readings: ${problem}.`);
    this.name = 'ContradictoryReadError';
    this.hint = hint;
  }
}
