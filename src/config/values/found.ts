/**
 * The items that are not undefined. Where all are found, as nearly always, that is the list itself, which has just the room
 * that it takes; one that grows item by item keeps room for 16 more, and a project has very many short lists.
 */
export function found<T>(items: readonly (T | undefined)[]): readonly T[] {
  return isWhole(items) ? items : items.filter((item) => item !== undefined);
}

function isWhole<T>(items: readonly (T | undefined)[]): items is readonly T[] {
  return !items.includes(undefined);
}
