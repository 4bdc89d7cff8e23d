import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCells } from '../../../src/config/csv/csv-cells.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { load, PROJECT } from '../temporary-project.ts';

const CSV_PROJECT = `${PROJECT}resources: ["users/*"]\nvariables: { domain: example.com }\n`;

/** The attributes of the users that a file declares; each is asserted to be free of faults. */
async function users(text: string, name = 'a.csv'): Promise<readonly JsonObject[]> {
  const { configuration, diagnostics } = await load({ 'rollcall.yaml': CSV_PROJECT, [`users/${name}`]: text });
  assert.deepEqual(diagnostics, []);
  return (configuration?.users ?? []).map(({ attributes }) => attributes);
}

/** One user beside the name: a header and a row. */
async function user(header: string, row: string): Promise<JsonObject> {
  const [first = {}] = await users(`userName,${header}\nada@example.com,${row}\n`);
  const { userName: _name, ...rest } = first;
  return rest;
}

const cell = fc.stringMatching(/^[A-Za-z0-9 ,;"'\n\t~#:.-]{1,8}$/);
const written = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('users in CSV', () => {
  it('are what the same users in YAML are', async () => {
    const csv =
      'userName,name.givenName,emails[work],emails[work].primary,emails[home],enterprise.department,enterprise.manager\n' +
      'ada@example.com,Ada,ada@example.com,true,,Research,bob@example.com\n' +
      `bob@\${var:domain},,,,b@home.example,,\n`;
    const yaml = `users:
  - userName: ada@example.com
    name: { givenName: Ada }
    emails: [{ value: ada@example.com, primary: true, type: work }]
    enterprise: { department: Research, manager: bob@example.com }
  - userName: bob@example.com
    emails: [{ value: b@home.example, type: home }]
`;
    assert.deepEqual(await users(csv), await users(yaml, 'a.yaml'));
  });

  it('leave out what a cell leaves empty, and clear what it says is null', async () => {
    assert.deepEqual(await user('title,nickName,displayName', ',null,""'), { nickName: null });
    assert.deepEqual(await user('emails[work],emails[home]', 'null,'), { emails: [] });
    assert.deepEqual(await user('emails[work],emails[home]', 'null,a@home.example'), {
      emails: [{ value: 'a@home.example', type: 'home' }],
    });
  });

  it('keep texts that YAML would take for something else', async () => {
    for (const text of ['~', 'Null', '007', '1.10', 'yes', '2024-01-01', "'x'", '- x', '#1']) {
      assert.deepEqual(await user('title', text), { title: text });
    }
  });

  it('may name attributes in any case, without a type, by URN, and of extensions that only the service knows', async () => {
    const header = `TITLE,roles,${ENTERPRISE_USER_SCHEMA}:costCenter,urn:example:2.0:User:badge,addresses[work].locality`;
    assert.deepEqual(await user(header, 'Head,admin,7,B1,London'), {
      title: 'Head',
      roles: [{ value: 'admin' }],
      [ENTERPRISE_USER_SCHEMA]: { costCenter: '7' },
      'urn:example:2.0:User': { badge: 'B1' },
      addresses: [{ locality: 'London', type: 'work' }],
    });
  });

  it("take rollcall's own keys", async () => {
    const text = 'userName,$state,$previously,$id\nada@example.com,,a@example.com,17\nbob@example.com,absent,,\n';
    const { configuration } = await load({ 'rollcall.yaml': CSV_PROJECT, 'users/a.csv': text });
    assert.deepEqual(
      configuration?.users.map(({ id, previously, state, source }) => [id, previously, state, source.line]),
      [
        ['17', ['a@example.com'], 'present', 2],
        [undefined, [], 'absent', 3],
      ],
    );
  });

  it('may be separated by semicolons, and saved by a spreadsheet', async () => {
    assert.deepEqual(await users('\ufeffuserName;title\r\nada@example.com;a, b\r\n;\r\n\r\n'), [
      { userName: 'ada@example.com', title: 'a, b' },
    ]);
  });

  it('may stand under headers of their owner, which rollcall.yaml maps, in any case and order', async () => {
    const columns = '{ work email: userName, Dept: enterprise.department, "Last Day": $expires, Was: $previously }';
    const project = `${PROJECT}resources: [{ path: "users/*.csv", columns: ${columns} }]\n`;
    const text =
      'No,WAS,Last Day,Dept,"Work Email "\n7,a@example.com,2027-06-30,Research,ada@example.com\n8,,,,bob@example.com\n';
    const { configuration, diagnostics, locate } = await load({ 'rollcall.yaml': project, 'users/hr.csv': text });
    assert.deepEqual(
      configuration?.users.map(({ name, previously, expires, attributes }) => [name, previously, expires, attributes]),
      [
        [
          'ada@example.com',
          ['a@example.com'],
          '2027-07-01T00:00:00.000Z',
          { userName: 'ada@example.com', [ENTERPRISE_USER_SCHEMA]: { department: 'Research' } },
        ],
        ['bob@example.com', [], undefined, { userName: 'bob@example.com' }],
      ],
    );
    assert.deepEqual(
      diagnostics.map(({ code, severity, detail }) => [code, severity, detail?.includes('"No"')]),
      [['RC1037', 'hint', true]],
    );
    const { start } = locate({ file: 'users/hr.csv', path: ['users', 1, 'userName'] });
    assert.deepEqual(start, { line: 3, column: 6 });
  });

  it('say of somebody who is to go nothing but the keys, whatever the row still holds', async () => {
    const text = 'userName,title,$state,$expires\nada@example.com,Head,absent,2027-06-30\n';
    const { configuration, diagnostics } = await load({ 'rollcall.yaml': CSV_PROJECT, 'users/a.csv': text });
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(configuration?.users[0]?.attributes, { userName: 'ada@example.com' });
  });

  it('hide passwords under a header that does not tell what it is', async () => {
    const project = `${PROJECT}resources: [{ path: users/hr.csv, columns: { Login: userName, Kennwort: password } }]\n`;
    const { files } = await load({ 'rollcall.yaml': project, 'users/hr.csv': 'Login,Kennwort\nada,hunter22\nbob\n' });
    assert.doesNotMatch(files.get('users/hr.csv') ?? '', /hunter22/);
  });

  it('hold whatever is quoted, to the last character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, end) => {
          const text = rows.map((row) => row.map(written).join(',')).join(end);
          const read = readCells(text, (problem) => assert.fail(problem.detail));
          assert.deepEqual(
            read?.map((row) => row.map((one) => one.text)),
            rows,
          );
          for (const one of read?.flat() ?? []) assert.equal(text.slice(one.start, one.end), written(one.text));
        },
      ),
      { seed: 4 },
    );
  });
});
