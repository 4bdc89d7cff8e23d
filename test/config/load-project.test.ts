import assert from 'node:assert/strict';
import { truncate } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { workingTree } from '../../src/config/doors/working-tree.ts';
import { loadProject, type Project } from '../../src/config/load-project.ts';
import { missingBaseUrl } from '../../src/config/project/missing-base-url.ts';
import { readSource } from '../../src/config/values/read-source.ts';
import type { Configuration, DeclaredGroup, DeclaredUser } from '../../src/model/configuration.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { inFolder, load, PROJECT } from './temporary-project.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

function configurationOf({ configuration, diagnostics }: Project): Configuration {
  assert.deepEqual(diagnostics, []);
  assert.ok(configuration);
  return configuration;
}

async function user(lines: string, project = PROJECT): Promise<DeclaredUser> {
  const text = `users:\n  - userName: ada@example.com\n${lines.replace(/^/gm, '    ')}\n`;
  const [first] = configurationOf(await load({ 'rollcall.yaml': project, 'users/ada.yaml': text })).users;
  assert.ok(first);
  return first;
}

async function attributes(lines: string, project = PROJECT): Promise<JsonObject> {
  const { userName, ...rest } = (await user(lines, project)).attributes;
  assert.equal(userName, 'ada@example.com');
  return rest;
}

async function group(lines: string): Promise<DeclaredGroup> {
  const text = `groups:\n  - displayName: Analysts\n${lines.replace(/^/gm, '    ')}\n`;
  const [first] = configurationOf(await load({ 'groups/analysts.yaml': text })).groups;
  assert.ok(first);
  return first;
}

async function codes(
  files: Readonly<Record<string, string>>,
  flags: Parameters<typeof load>[1] = {},
): Promise<readonly string[]> {
  return (await load(files, flags)).diagnostics.map(({ code }) => code);
}

describe('values', () => {
  it('are the text as it is written where the attribute is a string', async () => {
    const texts = ['00123', '+14155550100', '1.10', '2024-01-01', 'yes', 'true', '0x1F', '.inf', '1e3', '12:30', '=x'];
    for (const text of texts) assert.deepEqual(await attributes(`title: ${text}`), { title: text });
  });

  it('keep the text of any plain scalar that YAML reads as one', async () => {
    const plain = fc.stringMatching(/^[A-Za-z0-9+./_-][A-Za-z0-9+./_ -]{0,12}[A-Za-z0-9]$/);
    const notNull = plain.filter((text) => !/^(?:null|~|- .*|---.*)$/i.test(text) && !text.startsWith('- '));
    await fc.assert(
      fc.asyncProperty(notNull, async (text) => {
        assert.deepEqual(await attributes(`title: ${text}`), { title: text });
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('keep any text that is quoted', async () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((value) => !value.includes('$'));
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        assert.deepEqual(await attributes(`title: ${JSON.stringify(value)}`), { title: value });
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it('are null for null, ~ and nothing', async () => {
    const read = await attributes('title: null\nnickName: ~\nlocale:\nemails: []\nphoneNumbers: null\nname: null');
    assert.deepEqual(read, { title: null, nickName: null, locale: null, emails: [], phoneNumbers: null, name: null });
  });

  it('keep quoted null as text', async () => {
    assert.deepEqual(await attributes('title: "null"'), { title: 'null' });
  });

  it('read block scalars and values over several lines', async () => {
    const read = await attributes(
      'addresses:\n  - formatted: |\n      Line 1\n      Line 2\ntitle: Head\n  of Research',
    );
    assert.deepEqual(read, { addresses: [{ formatted: 'Line 1\nLine 2\n' }], title: 'Head of Research' });
  });

  it('bring attribute names in any case to schema spelling', async () => {
    const read = await attributes(
      'DISPLAYNAME: Ada\nemails: [{ VALUE: a@example.com, Type: work }]\nName: { givenname: Ada }',
    );
    assert.deepEqual(read, {
      displayName: 'Ada',
      emails: [{ value: 'a@example.com', type: 'work' }],
      name: { givenName: 'Ada' },
    });
  });

  it('put the enterprise extension under its URN, named by alias or by URN in any case', async () => {
    const expected = { [ENTERPRISE]: { department: 'Research', manager: { value: { $user: 'charles@example.com' } } } };
    const below = '{ Department: Research, manager: charles@example.com }';
    for (const key of ['enterprise', 'Enterprise', ENTERPRISE, ENTERPRISE.toLowerCase()]) {
      assert.deepEqual(await attributes(`${key}: ${below}`), expected);
    }
  });

  it('take a manager by id, and null to clear it', async () => {
    assert.deepEqual(await attributes('enterprise: { manager: { $id: 00042 } }'), {
      [ENTERPRISE]: { manager: { value: '00042' } },
    });
    assert.deepEqual(await attributes('enterprise: { manager: null }'), { [ENTERPRISE]: { manager: null } });
  });

  it('of an unknown extension keep booleans and numbers, and everything else as text', async () => {
    const read = await attributes(
      'urn:example:2.0:User:\n  a: true\n  b: 17\n  c: 017\n  d: 1.10\n  e: "true"\n  f: [1, x, { g: 2.5 }]\n  h: null',
    );
    assert.deepEqual(read, {
      'urn:example:2.0:User': { a: true, b: 17, c: '017', d: 1.1, e: 'true', f: [1, 'x', { g: 2.5 }], h: null },
    });
  });

  it('may come from anchors, aliases and merge keys', async () => {
    const text = `users:
  - &ada
    userName: ada@example.com
    title: Analyst
    emails: &emails [{ value: shared@example.com }]
  - <<: *ada
    userName: grace@example.com
    title: Admiral
  - { userName: alan@example.com, emails: *emails }
`;
    const { users } = configurationOf(await load({ 'users/all.yaml': text }));
    assert.deepEqual(
      users.map(({ attributes: { userName, title, emails } }) => [userName, title, emails]),
      [
        ['ada@example.com', 'Analyst', [{ value: 'shared@example.com' }]],
        ['grace@example.com', 'Admiral', [{ value: 'shared@example.com' }]],
        ['alan@example.com', undefined, [{ value: 'shared@example.com' }]],
      ],
    );
  });

  it('report a mistake behind an anchor once', async () => {
    const text = 'users:\n  - &a { userName: ada@example.com, titel: x }\n  - { <<: *a, userName: b@example.com }\n';
    assert.deepEqual(await codes({ 'users/all.yaml': text }), ['RC1101']);
  });
});

describe('files', () => {
  it('may be JSON, and may hold several documents', async () => {
    const { users } = configurationOf(
      await load({
        'rollcall.yaml': `${PROJECT}resources: [users/*]\n`,
        'users/a.json': '{\n\t"users": [\n\t\t{ "userName": "a@example.com", "active": true }\n\t]\n}\n',
        'users/b.yaml': 'users:\n  - userName: b@example.com\n---\nusers:\n  - userName: c@example.com\n',
      }),
    );
    assert.deepEqual(
      users.map(({ name, pointer, source }) => [name, pointer.path, source]),
      [
        ['a@example.com', ['users', 0], { file: 'users/a.json', line: 3 }],
        ['b@example.com', ['users', 0], { file: 'users/b.yaml', line: 2 }],
        ['c@example.com', ['users', 1], { file: 'users/b.yaml', line: 5 }],
      ],
    );
  });

  it('may share values by anchors and merge keys', async () => {
    const text = `users:
  - &engineer
    userName: ada@example.com
    title: Engineer
    enterprise: &team { department: Research }
  - <<: *engineer
    userName: bob@example.com
  - userName: eve@example.com
    enterprise: { <<: [*team], costCenter: "7" }
`;
    const { users } = configurationOf(await load({ 'users/a.yaml': text }));
    assert.deepEqual(
      users.map(({ attributes: { userName: _name, ...rest } }) => rest),
      [
        { title: 'Engineer', [ENTERPRISE]: { department: 'Research' } },
        { title: 'Engineer', [ENTERPRISE]: { department: 'Research' } },
        { [ENTERPRISE]: { department: 'Research', costCenter: '7' } },
      ],
    );
    assert.deepEqual(
      users.map(({ source }) => source.line),
      [3, 6, 8],
    );
  });

  it('may all be rollcall.yaml itself', async () => {
    const project = `${PROJECT}users: [{ userName: ada@example.com }]\ngroups: [{ displayName: Analysts }]\n`;
    const { users, groups } = configurationOf(await load({ 'rollcall.yaml': project }));
    assert.deepEqual(
      [...users, ...groups].map(({ key }) => key),
      ['user:ada@example.com', 'group:Analysts'],
    );
  });

  it('with a byte order mark and Windows line ends are read', async () => {
    const project = await load({ 'users/a.yaml': '\ufeffusers:\r\n  - userName: ada@example.com\r\n    titel: x\r\n' });
    assert.deepEqual(project.diagnostics[0]?.span?.start, { line: 3, column: 5 });
  });

  it('are left out by a glob with an exclamation mark', async () => {
    const { users } = configurationOf(
      await load({
        'rollcall.yaml': `${PROJECT}resources: ["**/*.yaml", "!drafts/**"]\n`,
        'people.yaml': 'users: [{ userName: ada@example.com }]\n',
        'drafts/x.yaml': 'broken: [',
      }),
    );
    assert.deepEqual(
      users.map(({ name }) => name),
      ['ada@example.com'],
    );
  });

  it('that are too large are refused unread', async () => {
    await inFolder({ 'rollcall.yaml': PROJECT, 'users/large.yaml': '' }, async (dir) => {
      await truncate(`${dir}/users/large.yaml`, 50_000_001);
      const { diagnostics } = await loadProject({ dir, variables: {} });
      assert.deepEqual(
        diagnostics.map(({ code, span }) => [code, span?.file]),
        [['RC1004', 'users/large.yaml']],
      );
    });
  });

  it('that vanish before they are read are reported', async () => {
    const vanished = await readSource(workingTree('.'), 'users/vanished.yaml');
    assert.ok('code' in vanished);
    assert.equal(vanished.code, 'RC1002');
    assert.match(vanished.detail ?? '', /there is no such file/);
  });

  it('of 200 levels or a million brackets are refused quickly', async () => {
    for (const text of [`${'- '.repeat(200)}x\n`, '['.repeat(1_000_000), `${'{a: '.repeat(5000)}`]) {
      assert.deepEqual(await codes({ 'users/deep.yaml': `users:\n  ${text}` }), ['RC1010']);
    }
  });

  it('nested too deeply through aliases are refused', async () => {
    const chain = [
      'users:',
      '  - a0: &a0 [x]',
      ...Array.from({ length: 90 }, (_, index) => `    a${index + 1}: &a${index + 1} [*a${index}]`),
    ];
    assert.deepEqual(await codes({ 'users/deep.yaml': `${chain.join('\n')}\n` }), ['RC1010']);
  });
});

describe('entries', () => {
  it('carry their keys, former names and what to ignore', async () => {
    const { id, previously, ignore, state, key, source } = await user(
      '$id: 0042\n$previously: [b@example.com, c@example.com]\n$ignore: [Title, name.givenname, Enterprise.department, urn:x:2.0:User:badge]',
    );
    assert.deepEqual([id, state, key], ['0042', 'present', 'user:ada@example.com']);
    assert.deepEqual(previously, ['b@example.com', 'c@example.com']);
    assert.deepEqual(ignore, ['title', 'name.givenName', `${ENTERPRISE}:department`, 'urn:x:2.0:User:badge']);
    assert.deepEqual(source, { file: 'users/ada.yaml', line: 2 });
  });

  it('that are absent carry their keys and no defaults', async () => {
    const project = `${PROJECT}defaults: { user: { active: true } }\n`;
    const absent = await user('$state: absent\nexternalId: 00017', project);
    assert.equal(absent.state, 'absent');
    assert.deepEqual(absent.attributes, { userName: 'ada@example.com', externalId: '00017' });
  });

  it('that are absent may be known by their id alone', async () => {
    const { users } = configurationOf(await load({ 'users/a.yaml': 'users: [{ $id: 42, $state: absent }]\n' }));
    assert.deepEqual(
      users.map(({ name, id, attributes: own }) => [name, id, own]),
      [['42', '42', {}]],
    );
  });

  it('get no default for what they declare in another case, in extensions that nobody describes too', async () => {
    const configuration = configurationOf(
      await load({
        'rollcall.yaml': 'defaults: { user: { "urn:example:ext:2.0:User": { badge: A, floor: 2 } } }\n',
        'users/a.yaml': 'users: [{ userName: ada, "urn:EXAMPLE:ext:2.0:User": { Badge: B } }]\n',
      }),
    );
    const [ada] = configuration.users;
    assert.deepEqual(ada?.attributes, { userName: 'ada', 'urn:EXAMPLE:ext:2.0:User': { Badge: 'B', floor: 2 } });
  });

  it('get defaults only for what they do not declare', async () => {
    const project = `${PROJECT}defaults:
  user: { active: true, title: Employee, Enterprise: { department: Research, division: Engines } }
`;
    assert.deepEqual(await attributes('active: false\ntitle: null\nenterprise: { department: Board }', project), {
      active: false,
      title: null,
      [ENTERPRISE]: { department: 'Board', division: 'Engines' },
    });
  });
});

describe('members', () => {
  it('are undefined, empty or listed', async () => {
    assert.equal((await group('externalId: x')).members, undefined);
    for (const none of ['[]', 'null', '']) {
      assert.deepEqual((await group(`members: ${none}`)).members, { mode: 'exact', entries: [] });
    }
  });

  it('name users, groups and ids', async () => {
    const { members } = await group(
      '$members: additive\nmembers:\n  - 007\n  - { user: eve@example.com, $state: absent }\n  - group: Others\n  - $id: 0042',
    );
    assert.equal(members?.mode, 'additive');
    assert.deepEqual(
      members.entries.map(({ target, state }) => [target, state]),
      [
        [{ by: 'user', name: '007' }, 'present'],
        [{ by: 'user', name: 'eve@example.com' }, 'absent'],
        [{ by: 'group', name: 'Others' }, 'present'],
        [{ by: 'id', id: '0042' }, 'present'],
      ],
    );
    const { file, path } = members.entries[1]?.pointer ?? {};
    assert.deepEqual({ file, path }, { file: 'groups/analysts.yaml', path: ['groups', 0, 'members', 1] });
  });
});

describe('member rules', () => {
  it('stand alone or beside a list of members', async () => {
    assert.deepEqual((await group('$memberRule: active eq true')).members, {
      mode: 'exact',
      entries: [],
      rule: 'active eq true',
    });
    const { members } = await group('$memberRule: title pr\nmembers: [eve@example.com]\n$members: additive');
    assert.deepEqual([members?.mode, members?.rule, members?.entries.length], ['additive', 'title pr', 1]);
  });

  it('take variables', async () => {
    const { groups } = configurationOf(
      await load({
        'rollcall.yaml': `${PROJECT}variables: { domain: example.com }\n`,
        'groups/a.yaml': `groups:\n  - displayName: All\n    $memberRule: 'userName ew "@\${var:domain}"'\n`,
      }),
    );
    assert.equal(groups[0]?.members?.rule, 'userName ew "@example.com"');
  });

  it('know attributes of extensions that only the service describes', async () => {
    const { members } = await group('$memberRule: "urn:example:2.0:User:badge eq 7"');
    assert.equal(members?.rule, 'urn:example:2.0:User:badge eq 7');
  });
});

describe('interpolation', () => {
  it(`fills in variables; $\${ is literal`, async () => {
    const { users } = configurationOf(
      await load({
        'rollcall.yaml': `${PROJECT}variables: { domain: example.com, n: 007 }\n`,
        'users/a.yaml': `users:\n  - userName: ada@\${var:domain}\n    nickName: $\${var:n} \${var:n} $5 {x} $x\n`,
      }),
    );
    assert.deepEqual(users[0]?.attributes, { userName: 'ada@example.com', nickName: `\${var:n} 007 $5 {x} $x` });
  });

  it('gives booleans, too', async () => {
    const project = `${PROJECT}variables: { on: "true", off: perhaps }\n`;
    assert.deepEqual(await attributes(`active: \${var:on}`, project), { active: true });
    const faulty = `users: [{ userName: a@example.com, active: "\${var:off}" }]`;
    assert.deepEqual(await codes({ 'rollcall.yaml': project, 'users/a.yaml': faulty }), ['RC1102']);
  });

  it('takes what is set outside before what is declared, and without it', async () => {
    const files = {
      'rollcall.yaml': `${PROJECT}variables: { domain: example.com }\n`,
      'users/a.yaml': `users: [{ userName: "ada@\${var:domain}", title: "\${var:job}" }]\n`,
    };
    const { users } = configurationOf(await load(files, { variables: { domain: 'example.org', job: 'Analyst' } }));
    assert.deepEqual(users[0]?.attributes, { userName: 'ada@example.org', title: 'Analyst' });
    const { diagnostics } = await load(files, { variables: { domian: 'example.org' } });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['RC1201'],
    );
    assert.match(diagnostics[0]?.detail ?? '', /ROLLCALL_VAR_job .* --var job=VALUE/);
  });

  it('refuses secrets anywhere but in their places, and names what to write instead', async () => {
    const places = [
      `users: [{ userName: ada, title: "\${env:SCIM_TOKEN}" }]`,
      `users: [{ userName: ada, title: "\${file:../.git/config}" }]`,
      `users: [{ userName: ada, emails: [{ value: "x\${env:SCIM_TOKEN}" }] }]`,
      `users: [{ userName: ada, 'urn:x:y': { z: "\${env:SCIM_TOKEN}" } }]`,
      `users: [{ userName: ada, $previously: "\${env:SCIM_TOKEN}" }]`,
      `groups: [{ displayName: a, members: ["\${env:SCIM_TOKEN}"] }]`,
      `groups: [{ displayName: a, $memberRule: 'title eq "\${env:SCIM_TOKEN}"' }]`,
    ];
    for (const text of places) assert.deepEqual(await codes({ 'users/a.yaml': `${text}\n` }), ['RC1208'], text);
    const settings = [
      `variables: { x: "\${env:SCIM_TOKEN}" }`,
      `defaults: { user: { title: "\${env:SCIM_TOKEN}" } }`,
      `ownership: { users: { scope: 'title eq "\${env:SCIM_TOKEN}"' } }`,
      `guards: { protect: ["user:\${env:SCIM_TOKEN}"] }`,
      `policies: [{ name: "\${env:SCIM_TOKEN}", users: title pr, require: title }]`,
      `resources: ["\${env:SCIM_TOKEN}"]`,
    ];
    for (const text of settings) {
      assert.deepEqual(await codes({ 'rollcall.yaml': `${PROJECT}${text}\n` }), ['RC1208'], text);
    }
    const service = ['profile', 'region', 'phoneRegion'].map((key) => `service: { ${key}: "\${env:SCIM_TOKEN}" }\n`);
    for (const text of [...service, `service: { dialect: { endpoint: { accept: "\${env:X}" } } }`]) {
      assert.ok((await codes({ 'rollcall.yaml': text })).includes('RC1208'), text);
    }
  });

  it('treats a variable that is named like a part of every object as unknown', async () => {
    assert.deepEqual(await codes({ 'users/a.yaml': `users: [{ userName: "\${var:toString}" }]\n` }), ['RC1201']);
  });

  it('reports a text that becomes empty', async () => {
    const files = { 'users/a.yaml': `users: [{ userName: a@b, title: "\${var:title}" }]\n` };
    const { diagnostics } = await load(files, { variables: { title: '' } });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['RC1106'],
    );
  });

  it('leaves references to secrets in URLs and below auth as they are, so that nothing has to be set', async () => {
    const { service } = configurationOf(
      await load({
        'rollcall.yaml':
          `service:\n  baseUrl: https://\${env:TENANT}.example.com/\${file:x}/\n  auth:\n    clientId: \${env:ID}\n` +
          `    clientSecret: \${env:SECRET}\n    tokenUrl: "\${env:TOKEN_URL}"\n    scope: \${file:s}\n`,
        'users/a.yaml': 'users: [{ userName: ada }]\n',
      }),
    );
    assert.equal(service.baseUrl, `https://\${env:TENANT}.example.com/\${file:x}`);
    assert.deepEqual(service.auth, {
      kind: 'clientCredentials',
      clientId: { $secret: 'env:ID' },
      clientSecret: { $secret: 'env:SECRET' },
      tokenUrl: `\${env:TOKEN_URL}`,
      scope: { $secret: 'file:s' },
    });
  });

  it('leaves secrets as references, file paths relative to the project', async () => {
    assert.deepEqual(await attributes(`password: \${env:ROLLCALL_TEST_UNSET}`), {
      password: { $secret: 'env:ROLLCALL_TEST_UNSET' },
    });
    assert.deepEqual(await attributes(`password: \${file:secrets/ada.txt}`), {
      password: { $secret: 'file:users/secrets/ada.txt' },
    });
  });
});

describe('environments', () => {
  const project = `service:
  baseUrl: https://scim.example.com
  phoneRegion: US
  auth: { clientId: rollcall, clientSecret: "\${env:SECRET}" }
variables: { domain: example.com, office: London }
defaults: { user: { title: Employee, active: true } }
environments:
  staging:
    service: { phoneRegion: null, baseUrl: "http://localhost:8080/\${var:office}/", auth: { clientId: null, clientSecret: null, token: "\${env:T}" } }
    variables: { domain: staging.example.com, spare: null }
    defaults: { user: { Title: Tester } }
    resources: [other/*.yaml]
  production: {}
`;
  const files = {
    'rollcall.yaml': project,
    'users/a.yaml': `users: [{ userName: "ada@\${var:domain}" }]\n`,
    'other/a.yaml': `users: [{ userName: "other@\${var:domain}" }]\n`,
  };

  it('are merged into the project, null takes away', async () => {
    const { service, users, environment } = configurationOf(await load(files, { environment: 'staging' }));
    assert.equal(environment, 'staging');
    assert.deepEqual(service, {
      profile: 'generic',
      baseUrl: 'http://localhost:8080/London',
      auth: { kind: 'token', token: { $secret: 'env:T' } },
      dialect: {},
    });
    assert.deepEqual(users[0]?.attributes, { userName: 'other@staging.example.com', title: 'Tester', active: true });
  });

  it('do not touch each other', async () => {
    const { service, users } = configurationOf(await load(files, { environment: 'production' }));
    assert.equal(service.phoneRegion, 'US');
    assert.equal(service.auth.kind, 'clientCredentials');
    assert.equal(users[0]?.name, 'ada@example.com');
  });

  it('are chosen by --env before defaultEnvironment', async () => {
    const withDefault = { ...files, 'rollcall.yaml': `${project}defaultEnvironment: staging\n` };
    assert.equal(configurationOf(await load(withDefault)).environment, 'staging');
    assert.equal(configurationOf(await load(withDefault, { environment: 'production' })).environment, 'production');
  });

  it('must exist', async () => {
    const { diagnostics } = await load(files, { environment: 'stagin' });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['RC1401'],
    );
    assert.match(diagnostics[0]?.detail ?? '', /Did you mean "staging"\?/);
    assert.deepEqual(await codes({}, { environment: 'staging' }), ['RC1403']);
  });
});

describe('the service', () => {
  const auth = (text: string) =>
    load({ 'rollcall.yaml': `service:\n  tokenUrl: https://login.example.com/token\n  auth: ${text}\n` }).then(
      (project) => configurationOf(project).service.auth,
    );

  it('is reached with nothing, a token, client credentials or a password', async () => {
    assert.deepEqual(configurationOf(await load({})).service.auth, { kind: 'none' });
    assert.deepEqual(await auth(`{ token: "\${env:T}" }`), { kind: 'token', token: { $secret: 'env:T' } });
    assert.deepEqual(await auth(`{ clientId: 007, clientSecret: "\${file:s/x.txt}", scope: scim }`), {
      kind: 'clientCredentials',
      clientId: '007',
      clientSecret: { $secret: 'file:s/x.txt' },
      tokenUrl: 'https://login.example.com/token',
      scope: 'scim',
    });
    assert.deepEqual(await auth(`{ username: ada, password: "\${env:P}" }`), {
      kind: 'basic',
      username: 'ada',
      password: { $secret: 'env:P' },
    });
  });

  it('may be on this machine without https, and nowhere else', async () => {
    const base = (url: string) => codes({ 'rollcall.yaml': `service: { baseUrl: "${url}" }\n` });
    for (const host of ['localhost:1', '127.0.0.1:8080', '127.1.2.3', '[::1]:80']) {
      assert.deepEqual(await base(`http://${host}/v2`), []);
    }
    for (const host of ['127.0.0.1.example.com', 'localhost.example.com', '10.0.0.1', '[::2]']) {
      assert.deepEqual(await base(`http://${host}/v2`), ['RC1406']);
    }
  });

  it('names a secret itself: neither a variable nor an escaped reference does', async () => {
    const url = async (text: string) => {
      const { configuration, diagnostics } = await load({
        'rollcall.yaml': `variables: { v: "$\${env:B}" }\nservice: { baseUrl: "https://a.example/${text}" }\n`,
      });
      return configuration?.service.baseUrl ?? diagnostics.map(({ code }) => code).join();
    };
    assert.equal(await url(`\${env:A}`), `https://a.example/\${env:A}`);
    assert.equal(await url(`$\${env:A}`), 'https://a.example/$%7Benv:A%7D');
    assert.equal(await url(`\${var:v}`), 'https://a.example/$%7Benv:B%7D');
    assert.equal(await url(`\${env:A}/\${var:v}`), 'RC1405');
    assert.equal(await url(`\${env:A-B}`), 'RC1204');
  });

  it('may differ from its profile in single values', async () => {
    const dialect =
      '{ patch: { stringBooleans: true, alone: [active] }, members: { addsPerRequest: 50 }, preservesCase: true }';
    const { service } = configurationOf(await load({ 'rollcall.yaml': `service:\n  dialect: ${dialect}\n` }));
    assert.deepEqual(service.dialect, {
      patch: { stringBooleans: true, alone: ['active'] },
      members: { addsPerRequest: 50 },
      preservesCase: true,
    });
  });

  it('has no base URL only where a command needs none', async () => {
    const without = await load({ 'rollcall.yaml': 'service: { profile: generic }\n' });
    assert.equal(configurationOf(without).service.baseUrl, undefined);
    const missing = missingBaseUrl(without);
    assert.equal(missing?.code, 'RC1407');
    assert.deepEqual(missing.span?.start, { line: 1, column: 1 });
    assert.equal(missingBaseUrl(await load({})), undefined);
  });
});

describe('the places of values', () => {
  it('are exact, for names in any case and for aliases', async () => {
    const text = `users:
  - userName: ada@example.com
    enterprise:
      Manager: charles@example.com
    emails: [{ value: ada@example.com }, { value: b@example.com }]
`;
    const { locate } = await load({ 'users/a.yaml': text });
    const start = (...path: (string | number)[]) => locate({ file: 'users/a.yaml', path }).start;
    assert.deepEqual(start('users', 0, 'userName'), { line: 2, column: 15 });
    assert.deepEqual(start('users', 0, ENTERPRISE, 'manager', 'value'), { line: 4, column: 16 });
    assert.deepEqual(start('users', 0, 'emails', 1, 'value'), { line: 5, column: 51 });
    assert.deepEqual(start('users', 0, 'emails'), { line: 5, column: 5 });
    assert.deepEqual(start('users', 0, 'title'), { line: 2, column: 5 });
    assert.deepEqual(locate({ file: 'nowhere.yaml', path: ['users'] }).start, { line: 1, column: 1 });
  });
});

describe('the examples', () => {
  for (const name of ['quickstart', 'quickstart-review']) {
    it(`${name} has nothing to complain about`, async () => {
      const dir = fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
      const { users, groups } = configurationOf(await loadProject({ dir, variables: {} }));
      assert.ok(users.length >= 8);
      assert.equal(groups.length, 4);
    });
  }

  it('do not depend on the working directory', async () => {
    await inFolder({}, async (dir) => {
      const project = await loadProject({ dir: `${dir}/`, variables: {} });
      assert.deepEqual(
        project.diagnostics.map(({ code }) => code),
        ['RC1005'],
      );
    });
  });
});
