import fc from 'fast-check';

/** A source of choices inside one generated case; it shrinks towards zeros, so that 0 should mean "leave it as it is". */
export interface Draw {
  /** A whole number below `bound`. */
  below(bound: number): number;
  /** True in one case of `n`. */
  oneIn(n: number): boolean;
  /** The list in another order. */
  shuffled<T>(items: readonly T[]): readonly T[];
}

export const DRAWS: fc.Arbitrary<Draw> = fc.infiniteStream(fc.nat(9999)).map((stream) => {
  const next = () => Number(stream.next().value);
  const below = (bound: number) => next() % bound;
  return {
    below,
    oneIn: (n) => below(n) === n - 1,
    shuffled: (items) => {
      const mixed = [...items];
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = i - below(i + 1);
        const [a, b] = [mixed[i], mixed[j]];
        if (a === undefined || b === undefined) continue;
        mixed[i] = b;
        mixed[j] = a;
      }
      return mixed;
    },
  };
});
