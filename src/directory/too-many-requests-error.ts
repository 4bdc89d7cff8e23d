/** Reading the service would take more requests than the user allows; none of those in question was sent. */
export class TooManyRequestsError extends Error {
  readonly requests: number;
  readonly hint: string;

  constructor(what: string, requests: number, most: number) {
    super(`${what} would bring this reading to ${count(requests)} requests, and ${count(most)} are allowed.`);
    this.name = 'TooManyRequestsError';
    this.requests = requests;
    this.hint = `Allow them with --max-requests ${requests}, or declare less: members that are "$members: additive" need fewer requests than exact ones, and groups without members need none for them.`;
  }
}

function count(requests: number): string {
  return requests.toLocaleString('en');
}
