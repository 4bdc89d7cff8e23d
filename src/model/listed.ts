const MOST_NAMES = 5;

/** Up to five names, and how many more there are: `ada, bob, carl, dora, eve and 3 more`. */
export function listed(names: readonly string[], beforeRest: ', ' | ' and ' | ', and ' = ', '): string {
  const more = names.length > MOST_NAMES ? `${beforeRest}${names.length - MOST_NAMES} more` : '';
  return `${names.slice(0, MOST_NAMES).join(', ')}${more}`;
}
