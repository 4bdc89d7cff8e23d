import assert from 'node:assert/strict';
import type { DescribedSchema } from '../../../src/model/attribute.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { GROUP_SCHEMA } from '../../../src/model/schemas/group.ts';
import { planOf } from '../../support/planning.ts';

const requiring = (id: string, name: string): DescribedSchema => ({
  id,
  attributes: [{ name, type: 'complex', subAttributes: [{ name: '$ref', type: 'reference', required: true }] }],
});
const SCHEMAS = [requiring(GROUP_SCHEMA, 'members'), requiring(ENTERPRISE_USER_SCHEMA, 'manager')];
const managed = (userName: string, manager: string) => ({
  attributes: { userName, [ENTERPRISE_USER_SCHEMA]: { manager: { value: { $user: manager } } } },
});

/** What the requests of a plan say of references. */
function urlsIn(schemas: readonly DescribedSchema[]): readonly string[] {
  const { changes } = planOf({
    users: [managed('ada', 'bob'), managed('carl', 'dora'), { attributes: { userName: 'dora' } }],
    groups: [{ attributes: { displayName: 'Staff' }, members: ['bob', 'eve', 'dora'] }],
    current: {
      users: [
        { id: '1', userName: 'ada' },
        { id: '2', userName: 'bob', meta: { location: 'https://other.example.com/v2/Users/2' } },
        { id: 'a/b', userName: 'eve' },
      ],
      schemas,
    },
  });
  const text = JSON.stringify(changes.map(({ requests }) => requests));
  return [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(([, url = '']) => url).toSorted();
}

describe('references in requests', () => {
  it('carry $ref where the schema of the service requires it: where the resource says that it is, else below the base URL', () => {
    assert.deepEqual(urlsIn(SCHEMAS), [
      'https://other.example.com/v2/Users/2',
      'https://other.example.com/v2/Users/2',
      'https://scim.example.com/scim/v2/Users/a%2Fb',
      'https://scim.example.com/scim/v2/Users/{pending:user:dora}',
      'https://scim.example.com/scim/v2/Users/{pending:user:dora}',
    ]);
  });

  it('carry none where it does not', () => {
    assert.deepEqual(urlsIn([]), []);
    const readOnly = { name: '$ref', type: 'reference', required: true, mutability: 'readOnly' } as const;
    const said = { id: GROUP_SCHEMA, attributes: [{ name: 'members', subAttributes: [readOnly] }] };
    assert.deepEqual(urlsIn([said]), []);
  });
});
