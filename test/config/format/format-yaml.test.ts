import assert from 'node:assert/strict';
import { type FileKind, formatYaml } from '../../../src/config/format/format-yaml.ts';

function format(text: string, kind: FileKind = 'resources'): string {
  const result = formatYaml('users/a.yaml', text, kind, (problem) => assert.fail(problem.summary));
  assert.equal(result.kind, 'text');
  return result.kind === 'text' ? result.text : '';
}

/** Formats to what is expected, and then stays as it is. */
function becomes(before: string, after: string, kind: FileKind = 'resources'): void {
  assert.equal(format(before, kind), after);
  assert.equal(format(after, kind), after);
}

describe('formatting a resource file', () => {
  it('puts keys in order: what names the entry, attributes, extensions, then what belongs to rollcall', () => {
    becomes(
      `users:
  - $state: present
    enterprise: { department: R, employeeNumber: x }
    x-unknown: 1
    emails: [{ primary: true, type: work, value: a@b }]
    title: T
    $id: abc
    userName: ada
`,
      `users:
  - $id: abc
    userName: ada
    title: T
    emails: [{ value: a@b, type: work, primary: true }]
    enterprise: { employeeNumber: x, department: R }
    x-unknown: 1
    $state: present
`,
    );
  });

  it('puts in order what a member says, and takes its name for text', () => {
    becomes(
      'groups:\n  - displayName: G\n    members: [{ $state: absent, $expires: 2027-06-30, user: 007 }]\n',
      'groups:\n  - displayName: G\n    members: [{ user: "007", $expires: 2027-06-30, $state: absent }]\n',
    );
  });

  it('puts all that makes somebody a member before the members', () => {
    becomes(
      `groups:
  - $protect: true
    members: [ada]
    $memberRule: title pr
    $members: additive
    displayName: Staff
`,
      `groups:
  - displayName: Staff
    $members: additive
    $memberRule: title pr
    members: [ada]
    $protect: true
`,
    );
  });

  it('writes attributes in schema spelling and extensions by their alias', () => {
    becomes(
      'users:\n  - username: a\n    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user": { Manager: b }\n',
      'users:\n  - userName: a\n    enterprise: { manager: b }\n',
    );
  });

  it('quotes text that another reader would retype, and nothing else', () => {
    becomes(
      `users:
  - userName: 'ada'
    displayName: "it's # fine"
    nickName: yes
    title: 00123
    locale: 2024-01-01
    timezone: 12:30
    active: True
    emails: [{ value: "a@b", primary: FALSE }]
    enterprise: { employeeNumber: +14155550100, manager: { $id: 17 } }
    urn:example:x: { count: 7, code: 007, on: "on" }
    $previously: [1.10]
    $expires: 2027-06-30
`,
      `users:
  - userName: ada
    displayName: "it's # fine"
    nickName: "yes"
    title: "00123"
    active: true
    emails: [{ value: a@b, primary: false }]
    locale: "2024-01-01"
    timezone: "12:30"
    enterprise: { employeeNumber: "+14155550100", manager: { $id: "17" } }
    urn:example:x: { count: 7, code: "007", on: "on" }
    $previously: ["1.10"]
    $expires: 2027-06-30
`,
    );
  });

  it('writes null where a value is empty, because that clears an attribute', () => {
    becomes(
      'users:\n  - userName: a\n    title:\n    nickName: ~\n',
      'users:\n  - userName: a\n    nickName: null\n    title: null\n',
    );
  });

  it('keeps every comment with what it explains', () => {
    becomes(
      `# first line

groups:
# about the group
- members:  # who may
  # the boss
  - a   # really
  # - b
  displayName: G
  # end of G
# about H
- displayName: H
# end
`,
      `# first line

groups:
  # about the group
  - displayName: G
    members: # who may
      # the boss
      - a # really
      # - b
    # end of G

  # about H
  - displayName: H

# end
`,
    );
  });

  it('puts comments behind values of neighbouring lines under each other', () => {
    becomes(
      'users:\n  - userName: ada # one\n    title: "# no comment" # two\n    name: { givenName: A }\n    active: true # three\n',
      'users:\n  - userName: ada # one\n    name: { givenName: A }\n    title: "# no comment" # two\n    active: true          # three\n',
    );
  });

  it('keeps anchors, aliases and merge keys, and never moves an alias in front of its anchor', () => {
    becomes(
      `groups:
  - displayName: &team Ops
users:
  - title: &t Boss
    displayName: *t
    userName: a
  - displayName: *team
    userName: b
    <<: { title: X }
`,
      `groups:
  - displayName: &team Ops
users:
  - title: &t Boss
    displayName: *t
    userName: a

  - <<: { title: X }
    userName: b
    displayName: *team
`,
    );
  });

  it('writes a flow collection in blocks where it does not fit on a line', () => {
    const members = Array.from({ length: 12 }, (_, index) => `person${index}@example.com`);
    becomes(
      `groups: [{ members: [${members.join(', ')}], displayName: G }]\n`,
      `groups:\n  - displayName: G\n    members:\n${members.map((name) => `      - ${name}\n`).join('')}`,
    );
  });

  it('keeps several documents, block scalars and long lines', () => {
    const long = 'x '.repeat(100).trim();
    const text = `users:\n  - userName: a\n    displayName: ${long}\n    profileUrl: |\n      one\n      two\n---\nusers: []\n`;
    becomes(text, text);
  });

  it('leaves a file without content as it is', () => {
    becomes('# nothing yet\n', '# nothing yet\n');
    becomes('', '');
  });

  it('says why a file is not YAML', () => {
    const problems: string[] = [];
    const result = formatYaml('a.yaml', 'users: [', 'resources', ({ code }) => problems.push(code));
    assert.deepEqual([result.kind, problems], ['unreadable', ['RC1001']]);
  });
});

describe('formatting rollcall.yaml', () => {
  it('orders what a restriction says, and quotes in it whatever another reader would retype', () => {
    becomes(
      `policies: []
restrictions:
  - { attributes: [title, yes], groups: displayName pr, users: userName pr, files: users/** }
`,
      `restrictions:
  - { files: users/**, users: userName pr, groups: displayName pr, attributes: [title, "yes"] }
policies: []
`,
      'project',
    );
  });

  it('orders the sections, and formats defaults and entries like those of other files', () => {
    becomes(
      `environments: { prod: { defaults: { user: { Title: 1 } }, service: { region: eu } } }
users: [{ title: 1, userName: a }]
defaults: { user: { Active: TRUE } }
guards: { maxRemovals: 10%, maxChanges: 5 }
variables: { code: 007, domain: 'example.com' }
service: { auth: { token: '\${env:T}' }, profile: 'generic' }
`,
      `service: { profile: generic, auth: { token: "\${env:T}" } }
variables: { code: "007", domain: example.com }
defaults: { user: { active: true } }
guards: { maxRemovals: 10%, maxChanges: 5 }
environments: { prod: { service: { region: eu }, defaults: { user: { title: "1" } } } }
users: [{ userName: a, title: "1" }]
`,
      'project',
    );
  });
});
