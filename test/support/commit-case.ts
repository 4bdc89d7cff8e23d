import fc from 'fast-check';
import { isJsonObject, type JsonObject } from '../../src/model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { DRAWS, type Draw } from './draw.ts';
import type { OwnershipSketch, UserSketch } from './planning.ts';

/** The files at one commit, and the day on which it is planned. */
export interface Commit {
  readonly users: readonly UserSketch[];
  readonly now: string;
}

export interface CommitCase {
  readonly commits: readonly Commit[];
  readonly ownership: OwnershipSketch;
}

const PEOPLE = 5;
const OWNERSHIPS: readonly OwnershipSketch[] = [
  {},
  { users: ['userName pr', 'report'] },
  { users: ['userName pr', 'deactivate'] },
  { users: ['userName pr', 'delete'] },
];

/** Whose account it is: people keep their employeeNumber, whatever they are called. */
export function personOf(user: JsonObject): string {
  const extension = user[ENTERPRISE_USER_SCHEMA];
  return isJsonObject(extension) ? String(extension['employeeNumber']) : 'nobody';
}

/** Sequences of commits as a team makes them: joiners, movers, renames with and without a word, leavers, reverts. */
export function commitCases(): fc.Arbitrary<CommitCase> {
  return fc
    .tuple(fc.integer({ min: 2, max: 9 }), fc.constantFrom(...OWNERSHIPS), DRAWS)
    .map(([count, ownership, draw]) => {
      const commits: Commit[] = [{ users: [], now: '2027-01-01T00:00:00Z' }];
      for (let day = 1; day <= count; day += 1) {
        const now = `2027-01-${String(day + 1).padStart(2, '0')}T00:00:00Z`;
        const isRevert = commits.length > 1 && draw.oneIn(6);
        const from = commits.at(isRevert ? -2 : -1)?.users ?? [];
        commits.push({ users: isRevert ? from : changed(from, now, draw), now });
      }
      return { commits: commits.slice(1), ownership };
    });
}

/** One commit: somebody joins, moves, is renamed or leaves. */
function changed(users: readonly UserSketch[], now: string, draw: Draw): readonly UserSketch[] {
  const number = String(draw.below(PEOPLE));
  const own = users.find(({ attributes }) => personOf(attributes) === number);
  const others = users.filter((user) => user !== own);
  if (own === undefined) return [...others, joiner(number, nameOf(number, draw))];
  const { userName } = own.attributes;
  const attributes = { ...own.attributes };
  switch (draw.below(8)) {
    case 0:
      return others;
    case 1:
      return [...others, { attributes, state: 'absent' }];
    case 2:
      return [...others, { attributes: { ...attributes, active: false } }];
    case 3:
      return [...others, { attributes, expires: now }];
    case 4:
      return [...others, { ...joiner(number, nameOf(number, draw)), previously: [userName] }];
    case 5:
      return [...others, joiner(number, nameOf(number, draw))];
    case 6:
      return [...others, { ...joiner(number, draw.oneIn(2) ? `${userName}\u200b` : userName.toUpperCase()) }];
    default:
      return [...others, { attributes: { ...attributes, title: `Title ${draw.below(3)}` } }];
  }
}

function joiner(number: string, userName: string): UserSketch {
  return { attributes: { userName, [ENTERPRISE_USER_SCHEMA]: { employeeNumber: number } } };
}

/** Every person has names of their own, and comes back to them. */
function nameOf(number: string, draw: Draw): string {
  return `p${number}-${draw.below(3)}@example.com`;
}
