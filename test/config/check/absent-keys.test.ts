import assert from 'node:assert/strict';
import { load } from '../temporary-project.ts';

const codesOf = async (users: string) => {
  const { diagnostics } = await load({ 'users/a.yaml': `users:\n${users}` });
  return diagnostics.map(({ code, summary, span }) => [code, summary, span?.start.line]);
};

describe('entries that are to be absent and have no name', () => {
  it('are no two of one name where their externalId or $id differ in case alone, or are what somebody else is called', async () => {
    for (const users of [
      '  - { externalId: E1, $state: absent }\n  - { externalId: e1, $state: absent }\n',
      '  - { $id: E1, $state: absent }\n  - { $id: e1, $state: absent }\n',
      '  - { $id: E1, $state: absent }\n  - { externalId: E1, $state: absent }\n',
      '  - { externalId: ada, $state: absent }\n  - { userName: ada }\n',
    ]) {
      assert.deepEqual(await codesOf(users), [], users);
    }
  });

  it('are two of one externalId or $id where these are the same', async () => {
    const twice = (key: string) => codesOf(`  - { ${key}: E1, $state: absent }\n  - { ${key}: E1, $state: absent }\n`);
    assert.deepEqual(await twice('externalId'), [['RC1302', 'two entries with one externalId', 3]]);
    assert.deepEqual(await twice('$id'), [['RC1302', 'two entries with one $id', 3]]);
  });

  it('have keys that tell them apart from whoever is called so', async () => {
    const { configuration } = await load({
      'users/a.yaml':
        'users:\n  - { externalId: ada, $state: absent }\n  - { userName: ada }\n  - { $id: ada, $state: absent }\n',
    });
    const keys = configuration?.users.map(({ key }) => key);
    assert.deepEqual(keys, ['user:ada#externalId:ada', 'user:ada', 'user:ada#ada']);
  });
});
