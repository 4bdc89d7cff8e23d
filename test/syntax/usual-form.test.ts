import assert from 'node:assert/strict';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { referenceType } from '../../src/syntax/reference-elements.ts';
import { usualForm } from '../../src/syntax/usual-form.ts';

describe('the usual form of a resource', () => {
  const of = (attributes: JsonObject): JsonObject => usualForm({ id: '1', ...attributes });
  const held = (name: string, attributes: JsonObject): JsonValue | undefined => of(attributes)[name];

  it('is the same object where the service writes as RFC 7643 does', () => {
    const user = {
      id: '1',
      emails: [{ value: 'a@x', type: 'work' }],
      groups: [{ value: 'g', type: 'direct', $ref: '../Groups/g' }],
      [ENTERPRISE_USER_SCHEMA]: { department: 'R', manager: { value: '2', $ref: '../Users/2' } },
    };
    assert.equal(usualForm(user), user);
    const group = { id: '1', members: [{ value: 'u1' }, { value: 'u2', type: 'User' }] };
    assert.equal(usualForm(group), group);
  });

  it('tells the id of a reference in every way in which services write it', () => {
    for (const member of ['u1', { value: 'u1' }, { $ref: 'https://x/scim/v2/Members/u1' }, { $ref: '../u1/' }]) {
      assert.equal((held('members', { members: [member] }) as readonly JsonObject[])[0]?.['value'], 'u1');
    }
    for (const member of [7, { value: 7 }, { $ref: '/scim/v2/Users/7' }, { $ref: '/scim/v2/Users/7?version=2' }]) {
      assert.equal((held('members', { members: [member] }) as readonly JsonObject[])[0]?.['value'], '7');
    }
    assert.deepEqual(held('members', { members: { value: 'u1' } }), [{ value: 'u1' }]);
    assert.equal(held('members', { members: 'u1' }), 'u1', 'nobody can tell of what is no list');
  });

  it('leaves it to $ref to say whether a member is a user or a group, where type does not', () => {
    const $ref = 'https://x/v2/Groups/1';
    const [member] = held('members', { members: [{ $ref }] }) as readonly JsonObject[];
    assert.equal(referenceType(member ?? null), 'Group');
    assert.equal(referenceType({ value: '1', type: 'User', $ref }), 'User');
    assert.equal(referenceType({ value: '1' }), undefined);
  });

  it('leaves a reference whose id nobody can tell as it is, so that it is seen', () => {
    const members = [null, {}, { value: 1.5 }, { value: '\ud800' }, { display: 'Ada' }];
    assert.deepEqual(held('members', { members }), members);
  });

  it('makes elements of plain texts and numbers', () => {
    assert.deepEqual(of({ emails: ['a@x'], roles: [7], Entitlements: 'e', phoneNumbers: [{ value: '1' }] }), {
      id: '1',
      emails: [{ value: 'a@x' }],
      roles: [{ value: '7' }],
      Entitlements: [{ value: 'e' }],
      phoneNumbers: [{ value: '1' }],
    });
  });

  it('tells the manager in every way in which services write it', () => {
    for (const extension of [
      { manager: '2' },
      { manager: 2 },
      { manager: { $ref: '../Users/2' } },
      { manager: { managerId: '2' } },
      { managerId: '2' },
      { Manager: [{ value: '2' }] },
      { manager: null, managerId: 2 },
    ]) {
      const { [ENTERPRISE_USER_SCHEMA.toUpperCase()]: usual } = of({
        [ENTERPRISE_USER_SCHEMA.toUpperCase()]: extension,
      }) as Record<string, JsonObject>;
      const manager = (usual?.['manager'] ?? usual?.['Manager']) as JsonObject;
      assert.equal(manager['value'], '2', JSON.stringify(extension));
    }
  });
});
