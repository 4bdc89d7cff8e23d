import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/*
 * A directory that looks like a real one: 350 bytes ± 10 % a user, 100 users a file, the same bytes for the same seed.
 */

const GIVEN = [
  'Ada',
  'Grace',
  'Björn',
  'Zoë',
  'Katherine',
  'Alan',
  'María José',
  'Søren',
  'Dorothy',
  'Łukasz',
  'Barbara',
];
const FAMILY = [
  'Lovelace',
  'Hopper',
  "O'Neill",
  'Johnson',
  'Turing',
  'Çelik',
  'Vaughan',
  'Nowak',
  'van der Berg',
  'Liskov',
];
const TITLES = ['Analyst', 'Senior Engineer', '"Head of Research"', "'Head: Quality'", 'Account Manager', 'Nurse'];
const DEPARTMENTS = ['Research', 'Engineering', 'Sales & Service', 'Operations', '"R&D: Basics"', 'Finance'];

/** Users in each file of a corpus. */
const USERS_PER_FILE = 100;

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * The texts of a project by path: users in files of 100.
 * @param users how many users
 * @param seed decides all texts
 */
export function* corpus(users: number, seed = 1): Generator<readonly [path: string, text: string]> {
  yield [
    'rollcall.yaml',
    'service:\n  baseUrl: https://scim.example.com/scim/v2\ndefaults:\n  user: { active: true }\n',
  ];
  const random = randomNumbers(seed);
  for (let first = 0; first < users; first += USERS_PER_FILE) {
    const count = Math.min(USERS_PER_FILE, users - first);
    const entries = Array.from({ length: count }, (_, index) => userText(first + index, random));
    const number = String(first / USERS_PER_FILE).padStart(4, '0');
    yield [`users/part-${number}.yaml`, `# Part ${number} of the directory\nusers:\n${entries.join('')}`];
  }
}

/** Writes a corpus into a folder, and tells how many bytes of users it has. */
export async function writeCorpus(dir: string, users: number, seed = 1): Promise<number> {
  let bytes = 0;
  for (const [path, text] of corpus(users, seed)) {
    const target = join(dir, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}

/** One user as people write them, between 315 and 385 bytes: an identifier of the right length fills it up. */
function userText(number: number, random: () => number): string {
  const base = attributesText(number, random);
  const wanted = 318 + Math.floor(random() * 65);
  const room = wanted - Buffer.byteLength(base) - '    externalId: \n'.length;
  return `${base}    externalId: ${identifier(number, Math.max(room, 6))}\n`;
}

/** Half with e-mail addresses in one line, some with telephone numbers, a few with comments. */
function attributesText(number: number, random: () => number): string {
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const given = pick(GIVEN);
  const family = pick(FAMILY);
  const name = userName(number);
  const comment = random() < 0.05 ? '  # new' : '';
  const emails =
    random() < 0.5
      ? `    emails: [{ value: ${name}, type: work, primary: true }]\n`
      : `    emails:\n      - value: ${name}\n        type: work\n`;
  const phone = `    phoneNumbers: [{ value: "+1415555${String(number % 10_000).padStart(4, '0')}", type: work }]\n`;
  return (
    `  - userName: ${name}${comment}\n    displayName: ${given} ${family}\n` +
    `    name:\n      givenName: ${given}\n      familyName: ${family}\n` +
    emails +
    (random() < 0.4 ? phone : `    title: ${pick(TITLES)}\n`) +
    `    enterprise:\n      department: ${pick(DEPARTMENTS)}\n` +
    (number > 50 ? `      manager: ${userName(Math.floor(number / 50))}\n` : '')
  );
}

function userName(number: number): string {
  return `u${String(number).padStart(6, '0')}@example.com`;
}

/** Digits and letters that begin with the number, so that no two are the same. */
function identifier(number: number, length: number): string {
  return `${number.toString(36).padStart(5, '0')}-${'0123456789abcdef'.repeat(6)}`.slice(0, length);
}
