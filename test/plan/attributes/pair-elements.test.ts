import assert from 'node:assert/strict';
import { planOf, requestLines } from '../../support/planning.ts';

describe('elements that are told apart by value alone', () => {
  it('are paired with the one that already holds everything, where a service has the value twice', () => {
    const plan = planOf({
      users: [{ attributes: { userName: 'ada', roles: [{ value: 'admin', type: 'home' }] } }],
      current: {
        users: [
          {
            id: '1',
            userName: 'ada',
            roles: [
              { value: 'admin', display: 'A' },
              { value: 'admin', type: 'home' },
            ],
          },
        ],
      },
    });
    assert.deepEqual(requestLines(plan), ['PATCH /Users/1 replace roles [{"value":"admin","type":"home"}]']);
  });

  it('are paired by what they hold where they have no value', () => {
    const plan = planOf({
      users: [{ attributes: { userName: 'ada', roles: [{ display: 'Admin', type: null }] } }],
      current: { users: [{ id: '1', userName: 'ada', roles: [{ display: 'Admin' }] }] },
    });
    assert.deepEqual(requestLines(plan), []);
  });
});

describe('elements of which several hold what another asks for', () => {
  it('are paired so that as many as possible need no change', () => {
    const plan = planOf({
      users: [
        {
          attributes: {
            userName: 'ada',
            photos: [
              { value: '/a', display: null },
              { value: '/a', type: 'thumbnail' },
            ],
          },
        },
      ],
      current: { users: [{ id: '1', userName: 'ada', photos: [{ value: '/a', type: 'thumbnail' }, { value: '/a' }] }] },
    });
    assert.deepEqual(requestLines(plan), []);
  });
});

describe('elements of one value', () => {
  it('are paired so that the two without a type are one, and the typed one is new', () => {
    const plan = planOf({
      users: [
        {
          attributes: {
            userName: 'ada',
            photos: [
              { value: '/a', display: 'New' },
              { value: '/a', display: 'Small', type: 'thumbnail' },
            ],
          },
        },
      ],
      current: { users: [{ id: '1', userName: 'ada', photos: [{ value: '/a', display: 'Old' }] }] },
    });
    assert.deepEqual(
      plan.changes.flatMap(({ edits }) => edits),
      [
        { label: 'photos[/a].display', kind: 'replace', before: 'Old', after: 'New' },
        {
          label: 'photos[thumbnail]',
          kind: 'add',
          after: { value: '/a', display: 'Small', type: 'thumbnail' },
        },
      ],
    );
  });
});

describe('simple values of a multi-valued attribute', () => {
  const BADGE = 'urn:example:2.0:Badge';
  const schemas = [{ id: BADGE, attributes: [{ name: 'visits', type: 'dateTime', multiValued: true }] }] as const;

  it('are equal in any order and spelling', () => {
    const plan = planOf({
      users: [
        { attributes: { userName: 'ada', [BADGE]: { visits: ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'] } } },
      ],
      current: {
        schemas,
        users: [
          { id: '1', userName: 'ada', [BADGE]: { visits: ['2026-01-02T01:00:00+01:00', '2026-01-01T00:00:00.000Z'] } },
        ],
      },
    });
    assert.deepEqual(requestLines(plan), []);
  });
});

describe('primary', () => {
  it('is false where it is absent, and where a service writes booleans as strings', () => {
    const plan = planOf({
      users: [
        { attributes: { userName: 'ada', ims: [{ value: 'a', primary: true }, { value: 'b' }, { value: 'c' }] } },
      ],
      current: {
        users: [
          {
            id: '1',
            userName: 'ada',
            ims: [{ value: 'c', primary: 'False' }, { value: 'b' }, { value: 'a', primary: 'True' }],
          },
        ],
      },
    });
    assert.deepEqual(requestLines(plan), []);
  });
});

describe('a sub-attribute that is cleared', () => {
  it('is gone where the service holds null, an empty string or an empty list', () => {
    for (const formatted of [null, '', []]) {
      const plan = planOf({
        users: [{ attributes: { userName: 'ada', addresses: [{ country: 'GB', formatted: null }] } }],
        current: { users: [{ id: '1', userName: 'ada', addresses: [{ country: 'GB', formatted }] }] },
      });
      assert.deepEqual(requestLines(plan), []);
    }
  });
});
