import assert from 'node:assert/strict';
import { type Client, connect, ENTERPRISE, each, resourcesIn, USER } from '../support.ts';

const UNKNOWN = 'urn:example:params:scim:schemas:extension:badge:2.0:User';
const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

const USERS = Array.from({ length: 7 }, (_, index) => ({
  id: `u${index}`,
  userName: `user${index}@example.com`,
  active: index % 2 === 0,
  ...(index === 3 ? {} : { title: ['c', 'B', 'a'][index % 3] ?? '' }),
  emails: [
    { value: `user${index}@example.com`, type: 'work' },
    { value: `${index}@home.example`, type: 'home' },
  ],
  [ENTERPRISE]: { department: index < 2 ? 'Research' : 'Sales', manager: { value: 'u0' } },
  ...(index === 1 ? { [UNKNOWN]: { colour: 'red' } } : {}),
}));
const GROUPS = [
  { id: 'g0', displayName: 'Even', members: [{ value: 'u0' }, { value: 'u2' }, { value: 'g1' }] },
  { id: 'g1', displayName: 'Odd', members: [{ value: 'u1' }, { value: 'u2' }] },
];

describe('lists on the sandbox', () => {
  let service: Client;
  const list = (path: string, parameters: Readonly<Record<string, string>> = {}) =>
    service.call('GET', `${path}?${new URLSearchParams(parameters)}`);

  before(async () => {
    service = await connect({ seed: { Users: USERS, Groups: GROUPS } });
  });
  after(() => service.close());

  describe('page by page', () => {
    for (const [parameters, ids, startIndex] of [
      [{}, ['u0', 'u1', 'u2', 'u3', 'u4', 'u5', 'u6'], 1],
      [{ startIndex: '1', count: '3' }, ['u0', 'u1', 'u2'], 1],
      [{ startIndex: '7', count: '3' }, ['u6'], 7],
      [{ startIndex: '8', count: '3' }, [], 8],
      [{ startIndex: '0', count: '1' }, ['u0'], 1],
      [{ startIndex: '-5', count: '1' }, ['u0'], 1],
      [{ count: '0' }, [], 1],
      [{ count: '-1' }, [], 1],
    ] as const) {
      it(`answers ${JSON.stringify(parameters)} with ${ids.length} of 7`, async () => {
        const { status, body } = await list('/Users', parameters);
        const { Resources, ...rest } = body;
        assert.equal(status, 200);
        assert.deepEqual(rest, {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
          totalResults: 7,
          startIndex,
          itemsPerPage: ids.length,
        });
        assert.deepEqual(each({ status, body, headers: new Headers() }, 'id'), ids);
        assert.ok(Array.isArray(Resources));
      });
    }

    it('never have more resources than the service allows', async () => {
      const many = await connect({ seed: { Users: Array.from({ length: 1001 }, (_, n) => ({ userName: `u${n}` })) } });
      const pages = [await many.call('GET', '/Users'), await many.call('GET', '/Users?count=5000')];
      await many.close();
      assert.deepEqual(
        pages.map(({ body }) => [body['itemsPerPage'], body['totalResults']]),
        [
          [100, 1001],
          [1000, 1001],
        ],
      );
    });

    it('refuses what is no number', async () => {
      for (const parameters of [{ startIndex: 'x' }, { count: '1.5' }, { count: '' }]) {
        const { status, body } = await list('/Users', parameters);
        assert.deepEqual([status, body['scimType']], [400, 'invalidValue']);
      }
    });
  });

  describe('with a filter', () => {
    for (const [path, filter, ids] of [
      ['/Users', 'userName eq "USER3@example.com"', ['u3']],
      ['/Users', 'userName eq "nobody"', []],
      ['/Users', 'urn:ietf:params:scim:schemas:core:2.0:User:userName eq "user3@example.com"', ['u3']],
      ['/Users', 'id eq "u3"', ['u3']],
      ['/Users', 'id eq "U3"', []],
      ['/Users', 'id eq "g0"', []],
      ['/Users', 'id eq "u3" and active eq true', []],
      ['/Users', 'id eq "u4" and active eq true', ['u4']],
      ['/Users', 'active eq false', ['u1', 'u3', 'u5']],
      ['/Users', 'not (active eq false) and not (title eq "b")', ['u0', 'u2', 'u6']],
      ['/Users', 'title pr and active eq false', ['u1', 'u5']],
      ['/Users', 'emails[type eq "home" and value sw "4@"]', ['u4']],
      ['/Users', 'emails co "5@HOME"', ['u5']],
      ['/Users', `${ENTERPRISE}:department eq "research"`, ['u0', 'u1']],
      ['/Users', `${UNKNOWN}:colour eq "red"`, ['u1']],
      ['/Users', 'urn:nobody:knows:it eq "red"', []],
      ['/Users', `schemas eq "${UNKNOWN}"`, ['u1']],
      ['/Users', 'groups.value eq "g1"', ['u1', 'u2']],
      ['/Users', 'groups eq "g0"', ['u0', 'u2']],
      ['/Users', 'groups.display eq "odd"', ['u1', 'u2']],
      ['/Users', 'groups[value eq "g0"] and groups[value eq "g1"]', ['u2']],
      ['/Users', 'meta.created gt "2020-01-01T00:00:00Z" and userName sw "user6"', ['u6']],
      ['/Groups', 'displayName eq "even"', ['g0']],
      ['/Groups', 'members.value eq "u2"', ['g0', 'g1']],
      ['/Groups', 'members[value eq "u0"]', ['g0']],
      ['/Groups', 'members eq "g1"', ['g0']],
      ['/Groups', 'id eq "g1" and members eq "u0"', []],
      ['/Groups', 'members.type eq "Group"', ['g0']],
      ['/Groups', 'members.value eq "U2"', []],
      ['/Groups', 'urn:ietf:params:scim:schemas:core:2.0:Group:members.value ew "U2"', []],
      ['/Groups', 'members.value sw "u1"', ['g1']],
    ] as const) {
      it(`finds ${ids.join(' ') || 'nothing'} by ${filter}`, async () => {
        const answer = await list(path, { filter });
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        assert.deepEqual([...each(answer, 'id')].sort(), ids);
        assert.equal(answer.body['totalResults'], ids.length);
      });
    }

    for (const filter of [
      'userName',
      'userName eq user3',
      'nikName eq "x"',
      'name.given eq "x"',
      'emails[kind eq "x"]',
      `${ENTERPRISE}:dept eq "x"`,
      'password eq "x"',
      'password pr',
      'active gt true',
      '',
    ]) {
      it(`refuses ${JSON.stringify(filter)}`, async () => {
        const { status, body } = await list('/Users', { filter });
        assert.deepEqual([status, body['scimType']], [400, 'invalidFilter']);
      });
    }

    it('shows changes at once, although pages of one listing are searched for once', async () => {
      const filter = 'title eq "zebra"';
      assert.equal((await list('/Users', { filter })).body['totalResults'], 0);
      await service.patch('/Users/u3', { op: 'add', path: 'title', value: 'Zebra' });
      assert.deepEqual(each(await list('/Users', { filter }), 'id'), ['u3']);
      await service.patch('/Users/u3', { op: 'remove', path: 'title' });
      assert.equal((await list('/Users', { filter })).body['totalResults'], 0);
    });
  });

  describe('in order', () => {
    for (const [parameters, ids] of [
      [{ sortBy: 'userName', sortOrder: 'descending' }, ['u6', 'u5', 'u4', 'u3', 'u2', 'u1', 'u0']],
      [{ sortBy: 'title' }, ['u2', 'u5', 'u1', 'u4', 'u0', 'u6', 'u3']],
      [{ sortBy: 'title', sortOrder: 'descending' }, ['u3', 'u0', 'u6', 'u1', 'u4', 'u2', 'u5']],
      [{ sortBy: `${ENTERPRISE}:department`, filter: 'id eq "u6" or id eq "u1"' }, ['u1', 'u6']],
      [{ sortBy: 'emails', startIndex: '2', count: '2' }, ['u1', 'u2']],
    ] as const) {
      it(`sorts by ${JSON.stringify(parameters)}`, async () => {
        assert.deepEqual(each(await list('/Users', parameters), 'id'), ids);
      });
    }

    it('refuses an order that there is not', async () => {
      assert.equal((await list('/Users', { sortBy: 'title', sortOrder: 'upwards' })).body['scimType'], 'invalidValue');
      assert.equal((await list('/Users', { sortBy: 'a b' })).body['scimType'], 'invalidPath');
    });
  });

  describe('with some attributes', () => {
    for (const [parameters, names] of [
      [{ attributes: 'userName' }, ['schemas', 'id', 'userName']],
      [{ attributes: 'USERNAME, title' }, ['schemas', 'id', 'userName', 'title']],
      [{ attributes: `${USER}:userName` }, ['schemas', 'id', 'userName']],
      [{ attributes: ENTERPRISE }, ['schemas', 'id', ENTERPRISE]],
      [{ attributes: 'groups,meta' }, ['schemas', 'id', 'groups', 'meta']],
      [{ attributes: 'nothing' }, ['schemas', 'id']],
      [
        { excludedAttributes: `emails,meta,id,groups,${ENTERPRISE}` },
        ['schemas', 'id', 'userName', 'active', 'title', UNKNOWN],
      ],
      [{ attributes: 'userName,title', excludedAttributes: 'title' }, ['schemas', 'id', 'userName']],
    ] as const) {
      it(`answers ${JSON.stringify(parameters)}`, async () => {
        const [resource] = resourcesIn(await list('/Users', { ...parameters, filter: 'id eq "u1"' }));
        assert.deepEqual(Object.keys(resource ?? {}), names);
        const { body } = await list('/Users/u1', parameters);
        assert.deepEqual(body, resource);
      });
    }

    it('picks sub-attributes', async () => {
      const picked = await list('/Users/u1', {
        attributes: `emails.value,${ENTERPRISE}:manager.value,${ENTERPRISE}:department`,
      });
      assert.deepEqual(picked.body['emails'], [{ value: 'user1@example.com' }, { value: '1@home.example' }]);
      assert.deepEqual(picked.body[ENTERPRISE], { department: 'Research', manager: { value: 'u0' } });
      const left = await list('/Groups/g1', { excludedAttributes: 'members.$ref,members.display,members.type,meta' });
      assert.deepEqual(Object.entries(left.body).slice(2), [
        ['displayName', 'Odd'],
        ['members', [{ value: 'u1' }, { value: 'u2' }]],
      ]);
    });

    it('leaves members out', async () => {
      const answer = await list('/Groups', { excludedAttributes: 'members' });
      assert.deepEqual(each(answer, 'members'), [undefined, undefined]);
      assert.deepEqual(each(answer, 'displayName'), ['Even', 'Odd']);
    });

    it('refuses what is not a name', async () => {
      const { status, body } = await list('/Users', { attributes: 'a b' });
      assert.deepEqual([status, body['scimType']], [400, 'invalidValue']);
    });
  });

  describe('asked for with POST', () => {
    it('are the same as with GET', async () => {
      const search = { schemas: [SEARCH], filter: 'active eq true', startIndex: 2, count: 2, attributes: ['userName'] };
      const posted = await service.call('POST', '/Users/.search', search);
      const got = await list('/Users', {
        filter: 'active eq true',
        startIndex: '2',
        count: '2',
        attributes: 'userName',
      });
      assert.equal(posted.status, 200);
      assert.deepEqual(each(posted, 'id'), ['u2', 'u4']);
      assert.deepEqual(posted.body, got.body);
    });

    it('are of all types at the root, where an attribute may be unknown to some', async () => {
      const filter = 'displayName eq "odd" or userName eq "user1@example.com"';
      const answer = await service.call('POST', '/.search', { schemas: [SEARCH], filter });
      assert.deepEqual(each(answer, 'id'), ['u1', 'g1']);
      assert.equal((await service.call('POST', '/.search', { schemas: [SEARCH] })).body['totalResults'], 9);
    });

    it('have to be a SearchRequest', async () => {
      const { status, body } = await service.call('POST', '/Users/.search', { filter: 'active eq true' });
      assert.deepEqual([status, body['scimType']], [400, 'invalidSyntax']);
    });
  });
});
