import { applyThroughLies } from './lying-world.ts';

/** Worlds in which an apply once said what was not so, or failed where nothing was wrong. */
const KNOWN: readonly (readonly [what: string, seed: number, ...quirks: readonly string[]])[] = [
  ['a deletion is shown where an unknown id is answered 400', 146, 'unknown-id-400'],
  ['who is inactive and hidden is found under a former name', 219, 'active-only-list', 'replace-merges'],
  ['a group that became a member as a user of its id is told', 5390, 'untyped-members-are-users'],
];

describe('an apply in worlds that once went wrong', () => {
  for (const [what, seed, ...quirks] of KNOWN) {
    it(`is right: ${what}`, async () => {
      await applyThroughLies(seed, quirks);
    });
  }
});
