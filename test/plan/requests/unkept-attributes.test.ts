import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/model/json.ts';
import { planContext } from '../../../src/plan/context.ts';
import { notKept } from '../../../src/plan/requests/unkept-attributes.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { planOf } from '../../support/planning.ts';

const CONTEXT = planContext(GENERIC, [], 'https://scim.example.com/scim/v2', undefined);

describe('what a service did not keep', () => {
  const current = { id: '1', userName: 'ada', name: { givenName: 'Ada', familyName: 'King' } };

  function notKeptOf(declared: JsonObject, actual: JsonObject): readonly string[] {
    const { changes } = planOf({
      users: [{ attributes: { userName: 'ada', ...declared } }],
      current: { users: [current] },
    });
    return notKept(changes[0]?.after ?? {}, 'User', { id: '1', userName: 'ada', ...actual }, CONTEXT);
  }

  it('is not an undeclared sub-attribute beside one that was cleared', () => {
    assert.deepEqual(notKeptOf({ name: { givenName: null } }, { name: { familyName: 'King' } }), []);
  });

  it('is a sub-attribute that is still there after it was cleared', () => {
    assert.deepEqual(notKeptOf({ name: { givenName: null } }, { name: current.name }), ['name']);
  });
});
