/**
 * Those of a list that may be written, together with the ones before them. Halves are tried, so that a few which may not do
 * not cost a trial of each.
 * @param drop takes each of the others
 */
export async function keptOnly<T>(
  all: readonly T[],
  isFine: (some: readonly T[]) => Promise<boolean>,
  drop: (one: T) => void,
  before: readonly T[] = [],
): Promise<readonly T[]> {
  const [first, ...others] = all;
  if (first === undefined || (await isFine([...before, ...all]))) return all;
  if (others.length === 0) {
    drop(first);
    return [];
  }
  const middle = Math.ceil(all.length / 2);
  const left = await keptOnly(all.slice(0, middle), isFine, drop, before);
  const right = await keptOnly(all.slice(middle), isFine, drop, [...before, ...left]);
  return [...left, ...right];
}
