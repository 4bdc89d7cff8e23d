import assert from 'node:assert/strict';
import type { Plan } from '../../../src/model/plan.ts';
import { renderPlanText } from '../../../src/render/plan/plan-text.ts';
import { PLAIN, type Style } from '../../../src/render/text/style.ts';
import { crowdedPlan } from '../../support/crowded-plan.ts';
import { planOf, type World } from '../../support/planning.ts';

/** Names every style where it is used, so that tests can see what a terminal would show. */
const MARKING: Style = {
  bold: (text) => `<b>${text}</b>`,
  dim: (text) => `<dim>${text}</dim>`,
  red: (text) => `<red>${text}</red>`,
  green: (text) => `<green>${text}</green>`,
  yellow: (text) => `<yellow>${text}</yellow>`,
  cyan: (text) => `<cyan>${text}</cyan>`,
};

function textOf(world: World, changed: Partial<Plan> = {}): string {
  return renderPlanText({ ...planOf(world), ...changed }, PLAIN);
}

/** With nothing left out for length. */
function wholeText(world: World): string {
  return renderPlanText(planOf(world), PLAIN, {}, { columns: 80, full: true });
}

function titleOf(changed: Partial<Plan>): string {
  return textOf({}, changed).split('\n')[0] ?? '';
}

describe('a plan as text', () => {
  it('colours each action and each line by what it does', () => {
    const plan = planOf({
      users: [
        { attributes: { userName: 'new' } },
        { attributes: { userName: 'kept', title: 'Lead', nickName: null, displayName: 'K' } },
        { attributes: { userName: 'back', active: true } },
        { attributes: { userName: 'paused', active: false } },
        { attributes: { userName: 'gone' }, state: 'absent' },
      ],
      current: {
        users: [
          { id: '2', userName: 'kept', nickName: 'Kay', displayName: 'Kept' },
          { id: '3', userName: 'back', active: false },
          { id: '4', userName: 'paused', active: true },
          { id: '5', userName: 'gone' },
        ],
      },
      guards: { maxChanges: '100%' },
    });
    assert.equal(
      renderPlanText(plan, MARKING),
      `<b>scim.example.com · profile generic</b>

  <red>-</red> deactivate user <b>paused</b>  <dim>users.yaml:4</dim>
      <yellow>~</yellow> active: true <dim>→</dim> false

  <red>-</red> delete user <b>gone</b>  <dim>users.yaml:5</dim>

  <yellow>~</yellow> reactivate user <b>back</b>  <dim>users.yaml:3</dim>
      <yellow>~</yellow> active: false <dim>→</dim> true

  <green>+</green> create user <b>new</b>  <dim>users.yaml:1</dim>
      <green>+</green> userName: "new"

  <yellow>~</yellow> update user <b>kept</b>  <dim>users.yaml:2</dim>
      <green>+</green> title:       "Lead"
      <red>-</red> nickName:    "Kay"
      <yellow>~</yellow> displayName: "Kept" <dim>→</dim> "K"

<b>Plan: 1 to create, 1 to update, 1 to reactivate, 1 to deactivate, 1 to delete.</b>
`,
    );
  });

  it('names 20 members and counts the others', () => {
    const names = Array.from({ length: 22 }, (_, i) => `u${String(i + 1).padStart(2, '0')}`);
    const world = {
      groups: [{ attributes: { displayName: 'Analysts' }, members: names }],
      current: { users: names.map((userName) => ({ id: userName, userName })), groups: [] },
    };
    assert.ok(textOf(world).includes('\n      + 22 members\n      +   u01\n      +   u02\n'));
    assert.ok(textOf(world).includes('\n      +   u20\n          and 2 more\n'));
    assert.ok(!textOf(world).includes('u21'));
    assert.ok(wholeText(world).includes('u22'));
  });

  it('cuts long values', () => {
    const world = { users: [{ attributes: { userName: 'ada', title: 'x'.repeat(500) } }] };
    assert.match(textOf(world), /title:\n +"x{119}…\n/);
    assert.match(wholeText(world), /"x{500}"\n/);
  });

  it('shows of two long values the part in which they differ', () => {
    const [old, now] = [`${'x'.repeat(300)}one${'y'.repeat(10)}`, `${'x'.repeat(300)}two${'y'.repeat(200)}`];
    const world = {
      users: [{ attributes: { userName: 'ada', title: now } }],
      current: { users: [{ id: '1', userName: 'ada', title: old }] },
    };
    assert.match(textOf(world), /title:\n {10}…x{40}oney{10}"\n {8}→ …x{40}twoy{77}…\n/);
  });

  it('shows sub-attributes that are called like what every object inherits', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      const emails = [{ value: 'a@x.com', type: 'work' }, { [name]: 1 }];
      const attributes = { userName: 'ada', emails: [{ value: 'b@x.com', type: 'work' }] };
      const text = textOf({ users: [{ attributes }], current: { users: [{ id: '1', userName: 'ada', emails }] } });
      assert.match(text, new RegExp(`- .*${name}: 1`, 'u'));
    }
  });

  it('prints nothing that a terminal would obey or hide, wherever it comes from', () => {
    const evil = '\u001b[2J\u0007\r\n\u202e\u2066\u200b\u2028\u0085';
    const text = textOf(
      {
        users: [
          {
            attributes: {
              userName: `u${evil}`,
              title: `t${evil}`,
              [`urn:x:${evil}`]: { [`a${evil}`]: `v${evil}` },
              emails: [{ value: `e${evil}`, type: `w${evil}` }],
            },
          },
        ],
        groups: [{ attributes: { displayName: `g${evil}` }, members: [`m${evil}`, `id:i${evil}`] }],
        current: { users: [{ id: '9', userName: `m${evil}` }] },
      },
      { environment: `env${evil}`, targets: [`user:${evil}`], profile: `p${evil}`, target: `t${evil}` },
    );
    const withoutLines = text.replaceAll('\n', '');
    assert.doesNotMatch(withoutLines, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    assert.ok(text.includes('create user u␛[2J␇␍␊\ufffd'));
  });

  it('shows a secret by its place and never more of it', () => {
    const world = { users: [{ attributes: { userName: 'ada', password: { $secret: 'env:ADA_PASSWORD' } } }] };
    assert.ok(textOf(world).includes('+ password: (secret from env:ADA_PASSWORD)\n'));
  });

  it('says in its first line where it would happen', () => {
    assert.equal(titleOf({}), 'scim.example.com · profile generic');
    assert.equal(titleOf({ environment: 'staging' }), 'scim.example.com · profile generic · environment staging');
    assert.equal(titleOf({ target: 'sandbox:generic' }), 'SANDBOX · profile generic');
  });

  it('says in its first and last line that it is partial', () => {
    const partial = { targets: ['user:ada*', 'group:Analysts'] };
    assert.equal(titleOf(partial), 'scim.example.com · profile generic · PARTIAL: only user:ada*, group:Analysts');
    const world = { users: [{ attributes: { userName: 'ada' } }], targets: ['user:ada*'] };
    assert.ok(
      textOf(world).endsWith(
        '\nPlan: 1 to create, 0 to update, 0 to deactivate, 0 to delete.\n(partial: --target leaves out the rest)\n',
      ),
    );
    assert.ok(textOf({}, partial).endsWith('\nNo changes. (partial: --target leaves out the rest)\n'));
  });

  it('shows the riskiest first, and what is equally risky in the order of the files', () => {
    const ids = ['1', '2', '3', '4', '5', '6'];
    const held = ids.map((id) => ({ id, userName: `u${id}`, active: id !== '4' }));
    const plan = planOf({
      users: [
        { attributes: { userName: 'zoe' } },
        { attributes: { userName: 'new' } },
        { attributes: { userName: 'u1', title: 'Lead' } },
        { attributes: { userName: 'u2', externalId: '7' } },
        { attributes: { userName: 'u3' }, state: 'absent' },
        { attributes: { userName: 'u4', active: true } },
        { attributes: { userName: 'renamed' }, previously: ['u5'] },
        { attributes: { userName: 'u6', roles: [{ value: 'admin' }] } },
      ],
      groups: [
        { attributes: { displayName: 'Staff' }, members: ['u1'] },
        { attributes: { displayName: 'Admins' }, members: ['u2'] },
      ],
      current: {
        users: held,
        groups: [
          { id: 'g1', displayName: 'Staff', members: [] },
          { id: 'g2', displayName: 'Admins', members: [] },
        ],
      },
      guards: { maxChanges: '100%', sensitive: ['group:admins'] },
    });
    const titles = renderPlanText(plan, PLAIN).match(/^ {2}[-+~] .*(?= {2})/gmu);
    assert.deepEqual(titles, [
      '  - delete user u3',
      '  ~ update group Admins',
      '  ~ update user u6',
      '  ~ update group Staff',
      '  ~ update user u2',
      '  ~ reactivate user u4',
      '  ~ update user renamed',
      '  + create user zoe',
      '  + create user new',
      '  ~ update user u1',
    ]);
    assert.match(renderPlanText(plan, PLAIN), /\n\nGroups: Admins \+1 −0 \(sensitive\), Staff \+1 −0\n\n/u);
  });

  it('says how many members the deletion of a group takes', () => {
    const members = [{ value: 'u1' }, { value: 'u2' }];
    const text = textOf({
      groups: [{ attributes: { displayName: 'Ops' }, state: 'absent' }],
      current: { groups: [{ id: 'g1', displayName: 'Ops', members }] },
    });
    assert.match(text, /\nGroups: Ops \+0 −2\n\n {2}- delete group Ops {2}groups\.yaml:1\n {6}2 members lose it\n/u);
  });

  it('tells 5,000 equal edits in fewer than 300 lines, and all of them where it is to be whole', () => {
    const { plan } = crowdedPlan(5000);
    const edits = plan.changes.filter(({ edits: [edit] }) => edit?.before === 'Engineer');
    const equal = { ...plan, changes: edits };
    const text = renderPlanText(equal, PLAIN);
    assert.ok(text.split('\n').length < 300);
    assert.match(text.split('\n')[0] ?? '', / · CUT: --full shows all$/u);
    assert.ok(text.includes(`~ update ${edits.length} users  users.yaml\n      ~ title: "Engineer" → "Engineer II"\n`));
    const whole = renderPlanText(equal, PLAIN, {}, { columns: 80, full: true });
    assert.ok(!whole.includes('CUT'));
    const words = new Set(whole.split(/[\s,]+/u));
    for (const { resource } of edits) assert.ok(words.has(resource.name), resource.name);
  });

  it('is as wide as the page, and breaks between words', () => {
    const words = 'several words that go on and on '.repeat(4).trim();
    const plan = planOf({
      users: [
        { attributes: { userName: 'ada', title: words, displayName: words } },
        { attributes: { userName: words } },
      ],
      groups: [
        { attributes: { displayName: `Group of ${words}` }, members: ['ada', words, 'bob', 'cy'], rule: 'title pr' },
      ],
      current: {
        users: [
          { id: '1', userName: 'ada', title: `${words}.` },
          { id: '2', userName: 'bob' },
          { id: '3', userName: 'cy' },
        ],
      },
      ownership: { users: [`userName sw "${words}" or userName pr`, 'delete'] },
    });
    for (const columns of [80, 100, 120]) {
      const text = renderPlanText(
        { ...plan, targets: ['user:*', `group:*${words}`] },
        PLAIN,
        {},
        { columns, full: false },
      );
      for (const line of text.split('\n')) assert.ok(line.length <= columns, line);
    }
  });

  it('is two lines where nothing changes', () => {
    assert.equal(textOf({}), 'scim.example.com · profile generic\n\nNo changes.\n');
  });

  it('tells of a second spelling and of why a change was added', () => {
    const world = {
      users: [
        { attributes: { userName: 'ada', roles: [] } },
        { attributes: { userName: 'bob', roles: [{ value: 'a' }] } },
      ],
      groups: [{ attributes: { displayName: 'Analysts' }, members: ['cleo'] }],
      current: { users: [{ id: '2', userName: 'bob', roles: [{ value: 'a' }, { value: 'b' }] }], groups: [] },
    };
    assert.ok(
      textOf(world).includes(
        '\n      if the service refuses to change or remove one value by filter, the whole\n      attribute is replaced\n',
      ),
    );
    const targeted = { ...world, users: [{ attributes: { userName: 'cleo' } }], targets: ['group:Analysts'] };
    assert.ok(textOf(targeted).includes('\n      needed by group:Analysts\n'));
  });
});
