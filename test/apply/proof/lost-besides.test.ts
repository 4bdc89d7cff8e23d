import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/model/json.ts';
import { patchBody, type Tamper, withTampering } from '../../support/tampering-service.ts';

const ADA: JsonObject = {
  id: 'ada-1',
  userName: 'ada',
  title: 'Miss',
  active: true,
  nickName: 'Ada',
  name: { formatted: 'Ada Lovelace', familyName: 'Lovelace' },
  addresses: [{ type: 'work', locality: 'London', region: 'Middlesex' }],
  roles: [{ value: 'reader' }],
};
const BOB: JsonObject = { id: 'bob-1', userName: 'bob' };
const CARL: JsonObject = { id: 'carl-1', userName: 'carl' };
const STAFF: JsonObject = { id: 'staff-1', displayName: 'Staff', members: [{ value: 'bob-1' }] };
const COUNTESS = 'users:\n  - { userName: ada, title: Countess }\n';

/** After each PATCH of this path the service does something more. */
function alsoPatching(path: string, ...operations: readonly JsonObject[]): Tamper {
  return async ({ method, path: asked, body }, honest) => {
    if (method !== 'PATCH' || !asked.startsWith(path)) return undefined;
    await honest('PATCH', path, body);
    await honest('PATCH', path, patchBody(...operations));
    return { status: 204 };
  };
}

describe('what is lost besides', () => {
  const seed = { Users: [ADA] };

  for (const [what, operation, words] of [
    [
      'the sibling of a sub-attribute',
      { op: 'remove', path: 'addresses[type eq "work"].region' },
      /! user:ada: lost besides: addresses\.region "Middlesex" is gone/u,
    ],
    ['an attribute', { op: 'remove', path: 'nickName' }, /lost besides: nickName "Ada" is gone/u],
    ['a role', { op: 'remove', path: 'roles[value eq "reader"]' }, /lost besides: roles "reader" is gone/u],
    ['access', { op: 'replace', path: 'active', value: false }, /changed besides: active is false and was true/u],
  ] as const) {
    it(`is told, and the apply fails: ${what}`, async () => {
      await withTampering(
        { seed, files: COUNTESS },
        alsoPatching('/Users/ada-1', operation),
        async ({ apply, honest }) => {
          const { code, stdout } = await apply();
          assert.equal(code, 1, stdout);
          assert.match(stdout, words);
          assert.match(stdout, /Sent, not proven: 0 created, 1 updated, 0 deactivated, 0 deleted, 1 not proven\./u);
          assert.equal((await honest('GET', '/Users/ada-1')).body['title'], 'Countess');
        },
      );
    });
  }

  it('is told of a group whose members an addition replaces, and nothing more is written to it', async () => {
    const files = 'groups:\n  - { displayName: Staff, $members: additive, members: [ada, carl] }\n';
    const dialect = '{ readAfterWrite: 0, members: { addsPerRequest: 1 } }';
    const replacing: Tamper = async ({ method, path, body }, honest) => {
      if (method !== 'PATCH' || !path.startsWith('/Groups')) return undefined;
      const operations = JSON.parse(JSON.stringify(body['Operations'])) as { op: string }[];
      await honest('PATCH', path, patchBody(...operations.map((each) => ({ ...each, op: 'replace' }))));
      const { body: group } = await honest('GET', path);
      return { status: 200, body: group };
    };
    const world = { seed: { Users: [ADA, BOB, CARL], Groups: [STAFF] }, files, dialect };
    await withTampering(world, replacing, async ({ apply, taken }) => {
      const { code, stdout } = await apply();
      assert.equal(code, 1);
      assert.match(
        stdout,
        /not updated: after the last request the service no longer shows member bob; nothing more was sent/u,
      );
      assert.match(stdout, /! group:Staff: lost besides: member bob is gone/u);
      assert.equal(taken().filter((each) => each.startsWith('PATCH')).length, 1);
    });
  });

  it('is told of a group of which nobody is declared to be a member', async () => {
    const files = 'groups:\n  - { displayName: Staff, externalId: s-1 }\n';
    const world = { seed: { Users: [BOB], Groups: [STAFF] }, files };
    await withTampering(
      world,
      alsoPatching('/Groups/staff-1', { op: 'remove', path: 'members' }),
      async ({ apply }) => {
        const { code, stdout } = await apply();
        assert.equal(code, 1);
        assert.match(stdout, /lost besides: member bob is gone/u);
      },
    );
  });

  it('is what the last answer still held and the last reading does not', async () => {
    const files = 'groups:\n  - { displayName: Staff, $members: additive, members: [ada] }\n';
    const world = { seed: { Users: [ADA, BOB, CARL], Groups: [STAFF] }, files };
    const second: Tamper = async ({ method, path, body }, honest) => {
      if (method !== 'PATCH') return undefined;
      await honest('PATCH', path, patchBody({ op: 'add', path: 'members', value: [{ value: 'carl-1' }] }));
      await honest('PATCH', path, body);
      const { body: group } = await honest('GET', path);
      await honest('PATCH', path, patchBody({ op: 'remove', path: 'members[value eq "carl-1"]' }));
      return { status: 200, body: group };
    };
    await withTampering(world, second, async ({ apply }) => {
      const { code, stdout } = await apply();
      assert.equal(code, 1);
      assert.match(stdout, /lost besides: member carl is gone since our write/u);
    });
  });

  it('is no other value that the service makes of itself: that is counted, and named with --verbose', async () => {
    const deriving = alsoPatching('/Users/ada-1', {
      op: 'replace',
      path: 'name.formatted',
      value: 'Countess Lovelace',
    });
    await withTampering({ seed, files: COUNTESS }, deriving, async ({ apply }) => {
      const { code, stdout, stderr } = await apply('--verbose');
      assert.equal(code, 0, stdout);
      assert.match(
        stdout,
        /Read again: 1 resource; of itself the service changed more: 1 other value became another\./u,
      );
      assert.match(stdout, /\nApplied: 0 created, 1 updated/u);
      assert.match(stderr, /user:ada: name\.formatted is "Countess Lovelace" and was "Ada Lovelace"/u);
    });
  });

  it('is nothing that stands under $ignore', async () => {
    const files = 'users:\n  - { userName: ada, title: Countess, nickName: A, $ignore: [nickName] }\n';
    const tamper = alsoPatching('/Users/ada-1', { op: 'remove', path: 'nickName' });
    await withTampering({ seed, files }, tamper, async ({ apply }) => assert.equal((await apply()).code, 0));
  });

  for (const [what, roles, told] of [
    ['and no file declares', '', /1 value went with a deactivation/u],
    [
      'also where a file declares it',
      ', roles: [{ value: reader }, { value: writer }]',
      /2 values went with a deactivation/u,
    ],
  ] as const) {
    it(`is nothing that a deactivation takes ${what}, which is told`, async () => {
      const files = `users:\n  - { userName: ada, active: false${roles} }\n`;
      const tamper = alsoPatching('/Users/ada-1', { op: 'remove', path: 'roles' });
      await withTampering({ seed, files }, tamper, async ({ apply }) => {
        const { code, stdout } = await apply();
        assert.equal(code, 0, stdout);
        assert.match(stdout, told);
      });
    });
  }

  it('is no membership of somebody whom this run deleted', async () => {
    const files =
      'users:\n  - { userName: bob, $state: absent }\ngroups:\n  - { displayName: Staff, externalId: s-1 }\n';
    const world = { seed: { Users: [BOB], Groups: [STAFF] }, files };
    await withTampering(
      world,
      () => undefined,
      async ({ apply }) => {
        const { code, stdout } = await apply();
        assert.equal(code, 0, stdout);
      },
    );
  });

  it('is not looked for with --no-verify, and then nothing is called applied', async () => {
    const tamper = alsoPatching('/Users/ada-1', { op: 'remove', path: 'nickName' });
    await withTampering({ seed, files: COUNTESS }, tamper, async ({ apply, taken }) => {
      const { code, stdout } = await apply('--no-verify');
      assert.equal(code, 0);
      assert.match(stdout, /\nSent, not verified: 0 created, 1 updated/u);
      assert.doesNotMatch(stdout, /Applied/u);
      assert.match(taken().at(-1) ?? '', /^PATCH/u);
    });
  });
});
