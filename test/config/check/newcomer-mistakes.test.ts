import assert from 'node:assert/strict';
import { validateProject } from '../../../src/config/check/validate-project.ts';
import { inFolder, PROJECT } from '../temporary-project.ts';

/** What somebody new writes, and what the message must say for them to go on. */
interface Mistake {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly cure: RegExp;
}

function user(line: string): Mistake['files'] {
  return { 'users/a.yaml': `users:\n  - userName: ada@example.com\n    ${line}\n` };
}

function groups(text: string): Mistake['files'] {
  return { 'users/a.yaml': 'users: [{ userName: ada@example.com }]\n', 'groups/a.yaml': text };
}

function project(text: string): Mistake['files'] {
  return { 'rollcall.yaml': text, 'users/a.yaml': 'users: [{ userName: ada@example.com }]\n' };
}

function csv(text: string): Mistake['files'] {
  return { 'rollcall.yaml': `${PROJECT}resources: ["users/*"]\n`, 'users/a.csv': text };
}

const GENESYS = 'service: { profile: genesys-cloud, region: us-east-1 }\n';

const MISTAKES: readonly Mistake[] = [
  { what: 'department at the top', files: user('department: Research'), cure: /enterprise: \{ department:/ },
  { what: 'the manager at the top', files: user('manager: bob@example.com'), cure: /enterprise: \{ manager:/ },
  { what: 'an employee number at the top', files: user('employeeNumber: 7'), cure: /enterprise: \{ employeeNumber:/ },
  { what: 'firstName', files: user('firstName: Ada'), cure: /name: \{ givenName: Ada \}/ },
  { what: 'last_name', files: user('last_name: L'), cure: /name: \{ familyName: Lovelace \}/ },
  { what: 'email', files: user('email: ada@example.com'), cure: /emails: \[\{ value:/ },
  { what: 'phone', files: user('phone: "+1"'), cure: /phoneNumbers: \[\{ value:/ },
  {
    what: 'a text for emails',
    files: user('emails: ada@example.com'),
    cure: /Expected a list.*value: ada@example\.com/s,
  },
  { what: 'a list of texts for emails', files: user('emails: [ada@example.com]'), cure: /Expected a mapping/ },
  { what: 'a text for name', files: user('name: Ada Lovelace'), cure: /Expected a mapping.*givenName/s },
  { what: 'groups in the user', files: user('groups: [Analysts]'), cure: /under "members" of each group/ },
  { what: 'id', files: user('id: 2819c223'), cure: /write "\$id"/ },
  { what: 'active: yes', files: user('active: yes'), cure: /Expected true or false.*"yes" is plain text/s },
  { what: 'a password in the file', files: user('password: hunter22'), cure: /\$\{env:NAME\}/ },
  { what: 'state without a dollar', files: user('state: absent'), cure: /"\$state"/ },
  { what: '$state: deleted', files: user('$state: deleted'), cure: /"absent"/ },
  {
    what: 'an absent entry that says more',
    files: user('title: x\n    $state: absent'),
    cure: /nothing but its keys.*Remove it/s,
  },
  { what: '$expires as a German date', files: user('$expires: 30.06.2027'), cure: /such as 2027-06-30/ },
  { what: '$expires without a zone', files: user('$expires: 2027-06-30T18:00:00'), cure: /with its zone/ },
  {
    what: '$previously of the new name',
    files: user('$previously: ada@example.com'),
    cure: /name it has now; remove it/,
  },
  { what: 'an empty text to clear', files: user('title: ""'), cure: /Write null to clear/ },
  { what: 'Username', files: { 'users/a.yaml': 'users:\n  - user: ada@example.com\n' }, cure: /needs "userName"/ },
  {
    what: 'one user without the list',
    files: { 'users/a.yaml': 'users:\n  userName: ada\n' },
    cure: /"users:" and "groups:" with lists of entries/,
  },
  { what: 'user: at the top', files: { 'users/a.yaml': 'user:\n  - userName: ada\n' }, cure: /Did you mean "users"/ },
  {
    what: 'attributes outside of the entry',
    files: { 'users/a.yaml': 'users:\n  - userName: ada\ntitle: x\n' },
    cure: /Indent what belongs in an entry/,
  },
  { what: 'a line indented too far', files: user('title: x\n     nickName: y'), cure: /same column/ },
  { what: 'a tab', files: { 'users/a.yaml': 'users:\n\t- userName: ada\n' }, cure: /Indent with spaces/ },
  {
    what: 'no blank behind the colon',
    files: { 'users/a.yaml': 'users:\n  - userName:ada\n    title: x\n' },
    cure: /": ", with the\s+blank/,
  },
  { what: 'a merge conflict', files: user('title: a\n<<<<<<< HEAD\n=======\n>>>>>>> b'), cure: /merge conflict/ },
  {
    what: 'the same user twice',
    files: { ...user('title: x'), 'users/b.yaml': 'users: [{ userName: Ada@example.com }]\n' },
    cure: /Merge the two entries/,
  },
  {
    what: 'a group as a plain member',
    files: groups('groups: [{ displayName: A, members: [B] }, { displayName: B }]\n'),
    cure: /\{ group: B \}/,
  },
  {
    what: 'a misspelt member',
    files: groups('groups: [{ displayName: A, members: [adda@example.com] }]\n'),
    cure: /Did you mean "ada@example\.com"/,
  },
  { what: 'name of a group', files: groups('groups: [{ name: A }]\n'), cure: /needs "displayName"/ },
  {
    what: 'a text for members',
    files: groups('groups: [{ displayName: A, members: ada@example.com }]\n'),
    cure: /Expected a list/,
  },
  {
    what: 'a filter with ==',
    files: groups('groups: [{ displayName: A, $memberRule: "department == x" }]\n'),
    cure: /userName ew/,
  },
  {
    what: 'a filter on department',
    files: groups('groups: [{ displayName: A, $memberRule: \'department eq "x"\' }]\n'),
    cure: /enterprise\.department/,
  },
  {
    what: 'profile: genesys',
    files: project('service: { profile: genesys, region: us-east-1 }\n'),
    cure: /Did you mean "genesys-cloud"/,
  },
  {
    what: 'a region that is misspelt',
    files: project(GENESYS.replace('us-east-1', 'us-east1')),
    cure: /Did you mean "us-east-1"/,
  },
  {
    what: 'http',
    files: project(`service: { baseUrl: "http://scim.example.com", auth: { token: "$\{env:T}" } }\n`),
    cure: /Write https/,
  },
  {
    what: "the personnel department's CSV",
    files: csv('Work Email,Dept Name,Boss\nada,R,b\n'),
    cure: /columns: \{ Work Email: userName/,
  },
  {
    what: 'a CSV file that nothing reads',
    files: { 'users/a.csv': 'userName\nada\n' },
    cure: /list them, such as resources/,
  },
];

describe('the mistakes of a newcomer', () => {
  it('are 41', () => assert.equal(MISTAKES.length, 41));

  for (const { what, files, cure } of MISTAKES) {
    it(`end with the cure: ${what}`, () =>
      inFolder({ 'rollcall.yaml': PROJECT, ...files }, async (dir) => {
        const { diagnostics } = await validateProject({ dir, variables: {} });
        assert.match(diagnostics.map(({ detail }) => detail).join('\n'), cure);
      }));
  }
});
