/** One listing is empty and the other shows that it cannot be, so nothing may be planned on them. */
export class ContradictoryReadError extends Error {
  readonly hint =
    'Run again; if it stays so, the credentials may not be allowed to see everything, or the service hides it: check its permissions.';

  constructor(problem: string, readings: number) {
    super(`The service contradicts itself in each of ${readings} readings: ${problem}.`);
    this.name = 'ContradictoryReadError';
  }
}
