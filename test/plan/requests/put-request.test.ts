import assert from 'node:assert/strict';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { USER_SCHEMA } from '../../../src/model/schemas/user.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { planOf, type World } from '../../support/planning.ts';

const WITHOUT_PATCH = { ...GENERIC, patch: { ...GENERIC.patch, supported: false } };

describe('a resource that is written whole', () => {
  it('lists the schemas of all extensions that it has afterwards', () => {
    const { changes } = planOf({
      users: [
        { attributes: { userName: 'ada', [ENTERPRISE_USER_SCHEMA]: { division: 'East' }, 'urn:x:a': { b: null } } },
      ],
      current: { users: [{ id: '1', schemas: [USER_SCHEMA, 'urn:x:a'], userName: 'ada', 'urn:x:a': { b: 'c' } }] },
      profile: WITHOUT_PATCH,
    });
    assert.deepEqual(changes[0]?.requests, [
      {
        purpose: 'attributes',
        method: 'PUT',
        path: '/Users/1',
        body: {
          schemas: [USER_SCHEMA, ENTERPRISE_USER_SCHEMA],
          userName: 'ada',
          [ENTERPRISE_USER_SCHEMA]: { division: 'East' },
          id: '1',
        },
      },
    ]);
  });

  describe('and is a group', () => {
    const current = {
      users: [{ id: '1', userName: 'ada' }],
      groups: [{ id: 'g', displayName: 'Ops', members: [{ value: '1' }] }],
    };
    const renamed = { attributes: { displayName: 'Crew' }, previously: ['Ops'] };
    const hidden = { ...WITHOUT_PATCH, read: { ...GENERIC.read, members: 'groupsByUser' as const } };
    const codes = (world: World) => {
      const { changes, diagnostics } = planOf(world);
      return [changes.length, ...diagnostics.map(({ code, severity }) => `${code} ${severity}`)];
    };

    it('keeps members that nobody declares', () => {
      const [change] = planOf({ groups: [renamed], current, profile: WITHOUT_PATCH }).changes;
      const [request] = change?.requests ?? [];
      assert.deepEqual(request?.method === 'PUT' && request.body['members'], [{ value: '1' }]);
    });

    it('is not written where its members were cut or are hidden, for it would lose them', () => {
      const cut = { ...current, unreadableMembers: new Map([['g', 'the list may have been cut.']]) };
      assert.deepEqual(codes({ groups: [renamed], current: cut, profile: WITHOUT_PATCH }), [0, 'RC1516 error']);
      assert.deepEqual(codes({ groups: [renamed], current, profile: hidden }), [0, 'RC1516 error']);
      const additive = { ...renamed, members: ['ada'], mode: 'additive' as const };
      assert.deepEqual(codes({ groups: [additive], current, profile: hidden }), [0, 'RC1516 error']);
      assert.deepEqual(codes({ groups: [{ ...renamed, members: ['ada'] }], current, profile: hidden }), [1]);
    });

    it('gives no error where there is nothing to write', () => {
      assert.deepEqual(codes({ groups: [{ attributes: { displayName: 'Ops' } }], current, profile: hidden }), [0]);
    });
  });

  it('keeps the names that the service uses, in whatever case they are', () => {
    const { changes } = planOf({
      users: [{ attributes: { userName: 'ada', title: 'Lead', 'urn:x:a': { b: 'd' } } }],
      current: { users: [{ id: '1', USERNAME: 'ada', Title: 'Engineer', 'URN:X:A': { B: 'c' } }] },
      profile: WITHOUT_PATCH,
    });
    const [request] = changes[0]?.requests ?? [];
    assert.deepEqual(request?.method === 'PUT' && request.body, {
      schemas: [USER_SCHEMA, 'URN:X:A'],
      USERNAME: 'ada',
      Title: 'Lead',
      'URN:X:A': { B: 'd' },
      id: '1',
    });
  });
});
