/** One reading of a listing contradicts itself; another reading may not. */
export class ListContradiction extends Error {
  readonly received: number;
  /** Undefined where the service does not say. */
  readonly totalResults: number | undefined;

  constructor(received: number, totalResults: number | undefined, problem: string) {
    super(problem);
    this.name = 'ListContradiction';
    this.received = received;
    this.totalResults = totalResults;
  }
}
