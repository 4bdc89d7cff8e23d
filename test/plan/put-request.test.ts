import assert from 'node:assert/strict';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { USER_SCHEMA } from '../../src/model/schemas/user.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { planOf } from '../support/planning.ts';

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
