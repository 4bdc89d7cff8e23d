import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/*
 * A whole directory as a service holds it and as files declare it: people with a manager each, two memberships a person.
 */

/** How many there are of each. */
export interface DirectorySize {
  readonly users: number;
  readonly groups: number;
}

const ENTRIES_PER_FILE = 100;
const MEMBERSHIPS_PER_USER = 2;
const GIVEN = ['Ada', 'Grace', 'Björn', 'Zoë', 'Katherine', 'María José', 'Søren', 'Łukasz'];
const FAMILY = ['Lovelace', 'Hopper', "O'Neill", 'Johnson', 'Çelik', 'Nowak', 'van der Berg'];
const DEPARTMENTS = ['Research', 'Engineering', 'Sales & Service', 'Operations', 'R&D'];
const CORE = 'urn:ietf:params:scim:schemas:core:2.0';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The facts about one person that both forms show. */
function person(i: number) {
  const [given = '', family = ''] = [GIVEN[i % GIVEN.length], FAMILY[i % FAMILY.length]];
  return {
    userName: userName(i),
    given,
    family,
    title: i % 7 === 0 ? 'Lead' : 'Engineer',
    phone: `+1415555${String(i % 10_000).padStart(4, '0')}`,
    department: DEPARTMENTS[i % DEPARTMENTS.length] ?? '',
    manager: i > 50 ? Math.floor(i / 50) : undefined,
  };
}

/** A user as the service shows one. */
export function userResource(i: number): object {
  const { given, family, title, phone, department, manager } = person(i);
  return {
    schemas: [`${CORE}:User`, ENTERPRISE],
    id: idOf('u', i),
    userName: userName(i),
    displayName: `${given} ${family}`,
    name: { givenName: given, familyName: family, formatted: `${given} ${family}` },
    title,
    active: true,
    emails: [{ value: userName(i), type: 'work', primary: true }],
    phoneNumbers: [{ value: phone, type: 'work' }],
    [ENTERPRISE]: {
      department,
      ...(manager === undefined ? {} : { manager: { value: idOf('u', manager), displayName: 'The manager' } }),
    },
    meta: meta('User', idOf('u', i)),
  };
}

/** A group as the service shows one. */
export function groupResource(i: number, size: DirectorySize): object {
  return {
    schemas: [`${CORE}:Group`],
    id: idOf('g', i),
    displayName: `Group ${i}`,
    members: membersOf(i, size).map((user) => ({ value: idOf('u', user), type: 'User', display: userName(user) })),
    meta: meta('Group', idOf('g', i)),
  };
}

/** Writes the files of a project in which the whole directory is declared as it is. */
export async function writeProject(dir: string, baseUrl: string, size: DirectorySize): Promise<void> {
  await mkdir(join(dir, 'users'), { recursive: true });
  await mkdir(join(dir, 'groups'), { recursive: true });
  await writeFile(join(dir, 'rollcall.yaml'), `service:\n  baseUrl: ${baseUrl}\n`);
  await writeEntries(dir, 'users', size.users, userEntry);
  await writeEntries(dir, 'groups', size.groups, (i) => groupEntry(i, size));
}

async function writeEntries(
  dir: string,
  section: 'users' | 'groups',
  count: number,
  entry: (i: number) => string,
): Promise<void> {
  for (let first = 0; first < count; first += ENTRIES_PER_FILE) {
    const length = Math.min(ENTRIES_PER_FILE, count - first);
    const text = Array.from({ length }, (_, index) => entry(first + index)).join('');
    const number = String(first / ENTRIES_PER_FILE).padStart(4, '0');
    await writeFile(join(dir, section, `part-${number}.yaml`), `${section}:\n${text}`);
  }
}

function userEntry(i: number): string {
  const { given, family, title, phone, department, manager } = person(i);
  const lines = [
    `  - userName: ${userName(i)}`,
    `    displayName: ${given} ${family}`,
    '    name:',
    `      givenName: ${given}`,
    `      familyName: ${family}`,
    `    title: ${title}`,
    '    active: true',
    `    emails: [{ value: ${userName(i)}, type: work, primary: true }]`,
    `    phoneNumbers: [{ value: "${phone}", type: work }]`,
    '    enterprise:',
    `      department: ${department}`,
    ...(manager === undefined ? [] : [`      manager: ${userName(manager)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function groupEntry(i: number, size: DirectorySize): string {
  const members = membersOf(i, size).map((user) => `      - ${userName(user)}\n`);
  return `  - displayName: Group ${i}\n    members:\n${members.join('')}`;
}

function membersOf(group: number, { users, groups }: DirectorySize): readonly number[] {
  const length = Math.round((users * MEMBERSHIPS_PER_USER) / groups);
  const members = Array.from({ length }, (_, i) => (group * Math.round(users / groups) + i * 7) % users);
  return [...new Set(members)];
}

function meta(resourceType: string, id: string): object {
  const location = `https://scim.example.com/scim/v2/${resourceType}s/${id}`;
  return { resourceType, created: '2026-01-01T00:00:00Z', lastModified: '2026-01-01T00:00:00Z', location };
}

function userName(i: number): string {
  return `given.family${i}@example.com`;
}

function idOf(kind: 'u' | 'g', i: number): string {
  return `2819c223-7f76-453a-91${kind === 'u' ? '9d' : '9e'}-${String(i).padStart(12, '0')}`;
}
