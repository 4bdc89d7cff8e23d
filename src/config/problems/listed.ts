const MOST_NAMES = 5;

/** Up to five names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? [`${names.length - MOST_NAMES} more`] : [];
  return [...names.slice(0, MOST_NAMES), ...more].join(', ');
}
