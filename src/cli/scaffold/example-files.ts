import type { Profile } from '../../model/profile.ts';

interface Person {
  readonly name: string;
  readonly given: string;
  readonly family: string;
  readonly department: string;
  readonly manager?: string;
}

const PEOPLE: readonly Person[] = [
  { name: 'ada', given: 'Ada', family: 'Lovelace', department: 'Research', manager: 'charles' },
  { name: 'charles', given: 'Charles', family: 'Babbage', department: 'Management' },
];

/** users/people.yaml of a new project: two people, with what the service wants of each. */
export function exampleUsers(profile: Profile): string {
  return `# Each key is a SCIM attribute; keys that start with $ belong to rollcall.
# An attribute that is not written here is left alone; null clears it.

users:
${PEOPLE.map((person) =>
  personLines(person, profile)
    .map((line, index) => `${index === 0 ? '  - ' : '    '}${line}\n`)
    .join(''),
).join('\n')}`;
}

function personLines({ name, given, family, department, manager }: Person, profile: Profile): readonly string[] {
  const takes = (attribute: string) => profile.unsupported[attribute] === undefined;
  const needs = (attribute: string) => profile.types.User.required.includes(attribute);
  return [
    `userName: ${name}@example.com`,
    ...(needs('externalId') ? [`externalId: ${name}`] : []),
    `displayName: ${given} ${family}`,
    ...(takes('name') ? [`name: { givenName: ${given}, familyName: ${family} }`] : []),
    'emails:',
    `  - { value: ${name}@example.com, type: work, primary: true }`,
    ...(needs('entitlements') ? ['entitlements:', '  - { value: Standard User }'] : []),
    'enterprise:',
    `  department: ${department}`,
    ...(manager === undefined ? [] : [`  manager: ${manager}@example.com # by userName`]),
  ];
}

/** groups/teams.yaml of a new project; undefined where the service leaves groups to nobody. */
export function exampleGroups(profile: Profile): string | undefined {
  const { create, update, required } = profile.types.Group;
  if (!create && update !== 'all' && !update.includes('members')) return undefined;
  const existing = create ? '' : `# ${profile.title} lets nobody create groups over SCIM: name those that are there.\n`;
  const externalId = required.includes('externalId') ? '    externalId: analysts\n' : '';
  return `# A list of members is exact: whoever is not named is removed. "$members: additive" only adds.
${existing}
groups:
  - displayName: Analysts
${externalId}    members:
      - ada@example.com
      - charles@example.com
`;
}

/** .gitignore of a new project: what rollcall keeps beside it, and saved plans, hold personal data. */
export const GITIGNORE = '.rollcall/\n*.plan.json\nplan.json\nplan.md\n';
