import assert from 'node:assert/strict';
import type { Plan } from '../../../src/model/plan.ts';
import { renderPlanText } from '../../../src/render/plan/plan-text.ts';
import { PLAIN, type Style } from '../../../src/render/text/style.ts';
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

  <green>+</green> create user <b>new</b>  <dim>users.yaml:1</dim>
      <green>+</green> userName: "new"

  <yellow>~</yellow> reactivate user <b>back</b>  <dim>users.yaml:3</dim>
      <yellow>~</yellow> active: false <dim>→</dim> true

  <yellow>~</yellow> update user <b>kept</b>  <dim>users.yaml:2</dim>
      <green>+</green> title:       "Lead"
      <red>-</red> nickName:    "Kay"
      <yellow>~</yellow> displayName: "Kept" <dim>→</dim> "K"

  <red>-</red> deactivate user <b>paused</b>  <dim>users.yaml:4</dim>
      <yellow>~</yellow> active: true <dim>→</dim> false

  <red>-</red> delete user <b>gone</b>  <dim>users.yaml:5</dim>

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
    assert.ok(textOf(world).includes('+ 22 members: u01, u02,'));
    assert.ok(textOf(world).includes(', u20, and 2 more\n'));
    assert.ok(!textOf(world).includes('u21'));
  });

  it('cuts long values', () => {
    const world = { users: [{ attributes: { userName: 'ada', title: 'x'.repeat(500) } }] };
    assert.match(textOf(world), /title: +"x{119}…\n/);
  });

  it('shows of two long values the part in which they differ', () => {
    const [old, now] = [`${'x'.repeat(300)}one${'y'.repeat(10)}`, `${'x'.repeat(300)}two${'y'.repeat(200)}`];
    const world = {
      users: [{ attributes: { userName: 'ada', title: now } }],
      current: { users: [{ id: '1', userName: 'ada', title: old }] },
    };
    assert.match(textOf(world), /title: …x{40}oney{10}" → …x{40}twoy{77}…\n/);
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
        '\nPlan: 1 to create, 0 to update, 0 to deactivate, 0 to delete. (partial: --target leaves out the rest)\n',
      ),
    );
    assert.ok(textOf({}, partial).endsWith('\nNo changes. (partial: --target leaves out the rest)\n'));
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
        '\n      if the service refuses to change or remove one value by filter, the whole attribute is replaced\n',
      ),
    );
    const targeted = { ...world, users: [{ attributes: { userName: 'cleo' } }], targets: ['group:Analysts'] };
    assert.ok(textOf(targeted).includes('\n      needed by group:Analysts\n'));
  });
});
