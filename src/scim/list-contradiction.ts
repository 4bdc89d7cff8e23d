/** One reading of a listing contradicts itself; another reading may not. */
export class ListContradiction extends Error {
  readonly received: number;
  readonly totalResults: number;

  constructor(received: number, totalResults: number, problem: string) {
    super(problem);
    this.name = 'ListContradiction';
    this.received = received;
    this.totalResults = totalResults;
  }
}
