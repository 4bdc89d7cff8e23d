/** A plan of one environment, by the name of that environment. */
export interface NamedId {
  readonly name: string;
  readonly id: string;
}

/**
 * One id for the plans of several environments: SHA-256 of the lines `NAME ID`, sorted by name, each with its line feed, so
 * that `sort | sha256sum` gives the same.
 * @param sha256 of a text, in hex
 */
export function plansId(plans: readonly NamedId[], sha256: (text: string) => string): string {
  const sorted = plans.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return sha256(sorted.map(({ name, id }) => `${name} ${id}\n`).join(''));
}
