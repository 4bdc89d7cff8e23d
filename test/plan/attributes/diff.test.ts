import assert from 'node:assert/strict';
import type { Edit } from '../../../src/model/plan.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { planOf, requestLines, type World } from '../../support/planning.ts';

function editsOf(world: World): readonly Edit[] {
  return planOf(world).changes.flatMap(({ edits }) => edits);
}

describe('the edits of a change', () => {
  it('take a value that SCIM cannot address inside as one, and the operation carries it whole', () => {
    const world: World = {
      users: [
        { attributes: { userName: 'ada', 'urn:example:Desk': { place: { tags: ['a', 'b'], 'floor/wing': '2~N' } } } },
      ],
      current: {
        users: [{ id: '1', userName: 'ada', 'urn:example:Desk': { place: { tags: ['a', 'c'], 'floor/wing': '1~N' } } }],
      },
    };
    assert.deepEqual(editsOf(world), [
      { label: 'urn:example:Desk:place.tags', kind: 'replace', before: ['a', 'c'], after: ['a', 'b'] },
      { label: 'urn:example:Desk:place.floor/wing', kind: 'replace', before: '1~N', after: '2~N' },
    ]);
    assert.deepEqual(requestLines(planOf(world)), [
      'PATCH /Users/1 replace urn:example:Desk:place {"tags":["a","b"],"floor/wing":"2~N"}',
    ]);
  });

  it('name a manager, and keep his id', () => {
    const manager = (value: string | { readonly $user: string }) => ({
      [ENTERPRISE_USER_SCHEMA]: { manager: { value } },
    });
    assert.deepEqual(
      editsOf({
        users: [{ attributes: { userName: 'ada', ...manager({ $user: 'cy' }) } }],
        current: {
          users: [
            { id: '1', userName: 'ada', ...manager('2') },
            { id: '2', userName: 'bob' },
            { id: '3', userName: 'cy' },
          ],
        },
      }),
      [
        {
          label: 'enterprise.manager',
          kind: 'replace',
          before: { value: '2', $name: 'bob' },
          after: { value: '3', $name: 'cy' },
        },
      ],
    );
  });

  it('of a creation are its values, a secret by its place', () => {
    assert.deepEqual(editsOf({ users: [{ attributes: { userName: 'ada', password: { $secret: 'env:ADA' } } }] }), [
      { label: 'userName', kind: 'add', after: 'ada' },
      { label: 'password', kind: 'add', after: { $secret: 'env:ADA' } },
    ]);
  });

  it('say false of an element that was primary without a word about it', () => {
    const emails = [
      { value: 'a@example.com', type: 'work' },
      { value: 'b@example.com', type: 'home', primary: true },
    ];
    assert.deepEqual(
      editsOf({
        users: [
          {
            attributes: {
              userName: 'ada',
              emails: [
                { ...emails[0], primary: true },
                { value: 'b@example.com', type: 'home' },
              ],
            },
          },
        ],
        current: { users: [{ id: '1', userName: 'ada', emails }] },
      }),
      [
        { label: 'emails[home].primary', kind: 'replace', before: true, after: false },
        { label: 'emails[work].primary', kind: 'replace', before: false, after: true },
      ],
    );
  });

  it('are none for a removal', () => {
    assert.deepEqual(
      editsOf({
        users: [{ attributes: { userName: 'ada' }, state: 'absent' }],
        current: { users: [{ id: '1', userName: 'ada' }] },
      }),
      [],
    );
  });
});
