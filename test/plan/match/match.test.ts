import assert from 'node:assert/strict';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { planOf, type UserSketch } from '../../support/planning.ts';

describe('several groups of one name', () => {
  it('are named in the same order whatever the order of the listing', () => {
    const groups = [
      { id: 'b', displayName: 'Analysts' },
      { id: 'a', displayName: 'analysts' },
    ];
    const diagnosed = (list: typeof groups) =>
      planOf({
        groups: [
          { attributes: { displayName: 'Analysts' } },
          { attributes: { displayName: 'x' }, members: ['group:Analysts'] },
        ],
        current: { groups: list },
      }).diagnostics;
    assert.deepEqual(diagnosed(groups), diagnosed(groups.toReversed()));
    assert.match(diagnosed(groups)[0]?.detail ?? '', /ids a, b.*\$id: a/s);
  });
});

describe('two entries that mean one resource', () => {
  it('are an error where one of them names it by another key', () => {
    const { diagnostics } = planOf({
      users: [{ attributes: { userName: 'ada' } }, { attributes: { userName: 'byron', externalId: 'e1' } }],
      current: { users: [{ id: '1', userName: 'ada', externalId: 'e1' }] },
    });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['RC1504'],
    );
  });
});

describe('two entries that are to be absent and mean one resource', () => {
  it('are an error that names both places', () => {
    const absent = { state: 'absent' } as const;
    const { diagnostics } = planOf({
      users: [
        { attributes: { userName: 'byron', externalId: 'e1' }, ...absent },
        { attributes: { userName: 'ada' }, ...absent },
      ],
      current: { users: [{ id: '1', userName: 'ada', externalId: 'e1' }] },
    });
    assert.deepEqual(
      diagnostics.map(({ code, span }) => [code, span?.start.line]),
      [['RC1504', 2]],
    );
    assert.match(diagnostics[0]?.detail ?? '', /^ada and byron \(users\.yaml:1\) both match the same user/u);
  });
});

describe('a name whose holder is to be deleted where DELETE only deactivates', () => {
  const { types } = GENERIC;
  const profile = { ...GENERIC, types: { ...types, User: { ...types.User, delete: 'deactivates' as const } } };
  const absent = { attributes: { userName: 'former' }, id: '1', state: 'absent' } as const;
  const users = [
    { id: '1', userName: 'ada' },
    { id: '2', userName: 'bob' },
  ];

  it('is free for no new entry', () => {
    const { changes, diagnostics } = planOf({
      users: [absent, { attributes: { userName: 'ada' } }],
      current: { users },
      profile,
    });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['RC1504'],
    );
    assert.match(diagnostics[0]?.detail ?? '', /only deactivates .* the entry at users.yaml:1 removes keeps its name/);
    assert.deepEqual(
      changes.filter(({ action }) => action === 'create'),
      [],
    );
  });

  it('is free for no renamed one', () => {
    const { diagnostics } = planOf({
      users: [absent, { attributes: { userName: 'ada' }, id: '2' }],
      current: { users },
      profile,
    });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['RC1502'],
    );
    assert.match(diagnostics[0]?.detail ?? '', /keeps its name/);
  });

  it('is free where names need not be unique', () => {
    const shared = { ...profile, types: { ...types, User: { ...profile.types.User, uniqueName: false } } };
    const plan = planOf({ users: [absent, { attributes: { userName: 'ada' } }], current: { users }, profile: shared });
    assert.deepEqual(plan.diagnostics, []);
  });

  it('is free where DELETE removes', () => {
    const { diagnostics } = planOf({ users: [absent, { attributes: { userName: 'ada' } }], current: { users } });
    assert.deepEqual(diagnostics, []);
  });
});

describe('externalIds that change hands between entries with $id', () => {
  const held = (id: string, externalId: string) => ({ id, userName: `u${id}`, externalId });
  const entry = (id: string, externalId: string | null) => ({ id, attributes: { userName: `u${id}`, externalId } });
  const current = { users: [held('1', 'e1'), held('2', 'e2'), held('3', 'e3')] };
  const outcome = (users: readonly UserSketch[]) => {
    const { changes, diagnostics } = planOf({ users, current });
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    return [errors.map(({ code }) => code), changes.map(({ key, dependsOn }) => [key, ...dependsOn].join(' after '))];
  };

  it('are exchanged, though none of the two can go first', () => {
    const [codes, changes] = outcome([entry('1', 'e2'), entry('2', 'e1')]);
    assert.deepEqual([codes, changes], [[], ['user:u2', 'user:u1 after user:u2']]);
  });

  it('are exchanged among three', () => {
    const [codes, changes] = outcome([entry('1', 'e2'), entry('2', 'e3'), entry('3', 'e1')]);
    assert.deepEqual([codes, changes?.length], [[], 3]);
  });

  it('are taken over in a chain, from its free end', () => {
    assert.deepEqual(outcome([entry('1', 'e2'), entry('2', 'e3'), entry('3', 'new')]), [
      [],
      ['user:u3', 'user:u2 after user:u3', 'user:u1 after user:u2'],
    ]);
  });

  it('go to a new entry once they are cleared or their holder is removed', () => {
    const created = { attributes: { userName: 'new', externalId: 'e1' } };
    for (const former of [entry('1', null), { ...entry('1', 'e1'), state: 'absent' as const }]) {
      assert.deepEqual(outcome([former, created]), [[], ['user:u1', 'user:new after user:u1']]);
    }
  });

  it('stay with an entry that ignores them', () => {
    assert.deepEqual(outcome([entry('1', 'e2'), { ...entry('2', 'e1'), ignore: ['externalId'] }])[0], ['RC1502']);
  });
});
