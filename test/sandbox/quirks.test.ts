import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QuirkError } from '../../src/sandbox/quirks/quirk.ts';
import { QUIRK_SUMMARIES } from '../../src/sandbox/quirks.ts';
import { rulesOf, SERVICE_NAMES } from '../../src/sandbox/services.ts';
import { CREATION_DEEDS, CREATION_REFUSALS } from './quirks/creation-quirks.ts';
import { LISTING_DEEDS, LISTING_REFUSALS } from './quirks/listing-quirks.ts';
import { MEMBER_DEEDS, MEMBER_REFUSALS } from './quirks/member-quirks.ts';
import { PATCH_DEEDS, PATCH_REFUSALS } from './quirks/patch-quirks.ts';
import { PROTOCOL_DEEDS, PROTOCOL_REFUSALS } from './quirks/protocol-quirks.ts';
import {
  add,
  type Deeds,
  group,
  ids,
  length,
  open,
  patch,
  type Refusals,
  remove,
  replace,
  SEED,
  told,
  user,
} from './quirks/quirk-case.ts';
import { REMOVAL_DEEDS } from './quirks/removal-quirks.ts';
import { SHAPE_DEEDS, SHAPE_REFUSALS } from './quirks/shape-quirks.ts';
import { TIMING_DEEDS } from './quirks/timing-quirks.ts';
import { each, USER } from './support.ts';

/** Requests that the RFC allows, and what a service of the quirk answers to them. */
const REFUSED: Refusals = {
  ...MEMBER_REFUSALS,
  ...PATCH_REFUSALS,
  ...CREATION_REFUSALS,
  ...LISTING_REFUSALS,
  ...SHAPE_REFUSALS,
  ...PROTOCOL_REFUSALS,
  'members-per-request=1': [
    [patch('/Groups/g', add('members', ids('eve')), remove('members[value eq "ada"]')), 400, 'tooMany'],
  ],
  'member-additions-per-request=2': [
    [patch('/Groups/g', add('members', ids('ada', 'bob', 'eve'))), 400, 'tooMany'],
    [patch('/Groups/g', add('members', ids('eve')), add('members', ids('bob'))), 400],
  ],
  'one-removal-per-request': [
    [patch('/Groups/g', remove('members[value eq "ada"]'), remove('members[value eq "bob"]')), 400],
    [patch('/Groups/g', remove('members[value eq "ada"]'), replace('displayName', 'x')), 400],
  ],
  'members-apart': [[patch('/Groups/g', add('members', ids('eve')), replace('displayName', 'x')), 400]],
  'no-member-replacement': [
    [patch('/Groups/g', replace('members', ids('eve'))), 400],
    [patch('/Groups/g', remove('members')), 400],
  ],
  'members-at-creation=1': [[group({ displayName: 'x', members: ids('ada', 'bob') }), 400, 'tooMany']],
  'member-removal-by-value': [[patch('/Groups/g', remove('members[value eq "ada"]')), 400, 'invalidPath']],
  'no-put': [[['PUT', '/Users/ada', { schemas: [USER], userName: 'Ada' }], 405]],
  'no-patch': [[patch('/Users/ada', replace('title', 'x')), 405]],
  'no-element-removal': [[patch('/Users/ada', remove('emails[type eq "work"]')), 400, 'invalidPath']],
  'pathless-patch': [[patch('/Users/ada', replace('title', 'x')), 400, 'invalidPath']],
  'schema-in-paths': [[patch('/Users/ada', replace('title', 'x')), 400, 'invalidPath']],
  'capitalised-ops': [[patch('/Users/ada', replace('title', 'x')), 400, 'invalidSyntax']],
  'string-booleans': [[patch('/Users/ada', replace('active', false)), 400, 'invalidValue']],
  'alone-in-patch': [[patch('/Users/ada', replace('active', false), replace('title', 'x')), 400]],
  'user-patches': [[patch('/Users/ada', replace('title', 'x')), 400, 'mutability']],
  'group-patches=members': [[patch('/Groups/g', replace('displayName', 'x')), 400, 'mutability']],
  'user-requires': [[user({ userName: 'x' }), 400, 'invalidValue']],
  'group-requires': [[group({ displayName: 'x' }), 400, 'invalidValue']],
  'single-values': [
    [patch('/Users/ada', add('emails', [{ value: 'b@x.org', type: 'home' }])), 400, 'invalidValue'],
    [user({ userName: 'x', emails: [{ value: 'a' }, { value: 'b' }] }), 400, 'invalidValue'],
  ],
  'value-length=5': [[patch('/Users/ada', replace('title', '123456')), 400, 'invalidValue']],
  'no-user-delete': [[['DELETE', '/Users/ada'], 405]],
  'no-group-create': [[group({ displayName: 'x' }), 405]],
  'no-group-delete': [[['DELETE', '/Groups/g'], 405]],
  'no-group-rename': [[patch('/Groups/g', replace('displayName', 'x')), 400, 'mutability']],
  'unique-group-names': [[group({ displayName: 'TEAM' }), 409, 'uniqueness']],
  'shared-names': [
    [group({ displayName: 'ada' }), 409, 'uniqueness'],
    [user({ userName: 'team' }), 409, 'uniqueness'],
  ],
  'deactivated-not-found': [[['GET', '/Users/bob'], 404]],
  'no-count-zero': [[['GET', '/Users?count=0'], 400, 'invalidCount']],
  'lean-pages=2': [[['GET', '/Users?count=3'], 429]],
  'eq-only': [
    [['GET', '/Users?filter=userName sw "A"'], 400, 'invalidFilter'],
    [['GET', '/Users?filter=userName eq "A" and active eq true'], 400, 'invalidFilter'],
    [['GET', '/Users?filter=not (userName eq "A")'], 400, 'invalidFilter'],
    [['GET', '/Users?filter=title pr'], 400, 'invalidFilter'],
  ],
  'user-filters': [[['GET', '/Users?filter=active eq true'], 400, 'invalidFilter']],
  'group-filters': [[['GET', '/Groups?filter=members[value eq "ada"]'], 400, 'invalidFilter']],
  'no-plain-json': [[['GET', '/Users', undefined, { accept: 'application/json' }], 400]],
  'plural-service-provider-config': [[['GET', '/ServiceProviderConfig'], 404]],
  'no-discovery': [
    [['GET', '/ServiceProviderConfig'], 404],
    [['GET', '/Schemas'], 404],
    [['GET', '/ResourceTypes'], 404],
  ],
  'etag-invalid-vers': [[['DELETE', '/Users/ada', undefined, { 'if-match': '"7"' }], 400, 'invalidVers']],
};

/** What a service of the quirk does with requests that it answers as any other does. */
const DONE: Deeds = {
  ...MEMBER_DEEDS,
  ...PATCH_DEEDS,
  ...CREATION_DEEDS,
  ...REMOVAL_DEEDS,
  ...LISTING_DEEDS,
  ...SHAPE_DEEDS,
  ...TIMING_DEEDS,
  ...PROTOCOL_DEEDS,
  'members-hidden': async (service) => [
    [(await service.call('GET', '/Groups/g')).body['members'], undefined],
    [(await service.call('GET', '/Users/ada')).body['groups'], undefined],
    [each(await service.call('GET', '/Groups?filter=members.value eq "ada"'), 'id'), ['g']],
    [each(await service.call('GET', '/Users?filter=groups.value eq "g"'), 'id'), ['ada', 'bob']],
  ],
  'members-listed=1': async (service) => [[length((await service.call('GET', '/Groups/g')).body['members']), 1]],
  'filtered-paths-ignored': async (service) => {
    const answer = await service.patch('/Users/ada', replace('emails[type eq "work"].value', 'b@x.org'));
    return [
      [answer.status, 200],
      [answer.body['emails'], [{ value: 'a@x.org', type: 'work' }]],
    ];
  },
  'replace-merges': async (service) => {
    const { body } = await service.patch('/Users/ada', replace('emails', [{ value: 'b@x.org', type: 'home' }]));
    return [[length(body['emails']), 2]];
  },
  'non-atomic-patch': async (service) => {
    const { status } = await service.patch('/Users/ada', replace('title', 'kept'), replace('userName', 'Bob'));
    return [
      [status, 409],
      [(await service.call('GET', '/Users/ada')).body['title'], 'kept'],
    ];
  },
  'string-booleans': async (service) => [
    [(await service.call('GET', '/Users/ada')).body['active'], 'true'],
    [(await service.patch('/Users/ada', replace('active', 'False'))).body['active'], 'false'],
    [(await service.patch('/Users/ada', replace('title', 'True'))).body['title'], 'True'],
    [each(await service.call('GET', '/Users?filter=active eq false'), 'id'), ['ada', 'bob']],
  ],
  'member-removal-by-value': async (service) => {
    await service.patch('/Groups/g', { op: 'remove', path: 'members', value: ids('ada') });
    return [[length((await service.call('GET', '/Groups/g')).body['members']), 1]];
  },
  'not-stored=emails.type,title': async (service) => {
    const { status, body } = await service.patch(
      '/Users/ada',
      add('emails', [{ value: 'b', type: 'home' }]),
      replace('title', 'x'),
    );
    return [
      [status, 200],
      [body['emails'], [{ value: 'a@x.org' }, { value: 'b' }]],
      [body['title'], undefined],
    ];
  },
  'lower-case=title': async (service) => [
    [(await service.patch('/Users/ada', replace('title', 'ABC'))).body['title'], 'abc'],
  ],
  'delete-deactivates': async (service) => [
    [(await service.call('DELETE', '/Users/ada')).status, 204],
    [(await service.call('GET', '/Users/ada')).body['active'], false],
    [(await service.call(...user({ userName: 'ada' }))).status, 409],
  ],
  'delete-irreversible': async (service) => [
    [(await service.call('DELETE', '/Users/ada')).status, 204],
    [(await service.call('GET', '/Users/ada')).status, 404],
    [(await service.call(...user({ userName: 'ADA' }))).status, 409],
    [length((await service.call('GET', '/Groups/g')).body['members']), 1],
  ],
  'active-only-list': async (service) => [
    [each(await service.call('GET', '/Users'), 'id'), ['ada', 'eve']],
    [each(await service.call('GET', '/Users?filter=active eq false'), 'id'), ['bob']],
    [(await service.call('GET', '/Users/bob')).status, 200],
  ],
  'deactivated-not-found': async (service) => [
    [each(await service.call('GET', '/Users'), 'id'), ['ada', 'eve']],
    [each(await service.call('GET', '/Users?filter=active eq false'), 'id'), []],
    [length((await service.call('GET', '/Groups/g')).body['members']), 1],
  ],
  'cursor-only': async (service) => {
    const first = await service.call('GET', '/Users?count=2&startIndex=3');
    const cursor = String(first.body['nextCursor']);
    const second = await service.call('GET', `/Users?count=2&cursor=${cursor}`);
    const unknown = await service.call('GET', '/Users?cursor=bm9uc2Vuc2U');
    return [
      [each(first, 'id'), ['ada', 'bob']],
      [first.body['startIndex'], undefined],
      [each(second, 'id'), ['eve']],
      [second.body['nextCursor'], undefined],
      [unknown.body['scimType'], 'invalidCursor'],
    ];
  },
  'no-paging': async (service) => [[each(await service.call('GET', '/Users?count=1&startIndex=2'), 'id').length, 3]],
  'page-size=2': async (service) => [
    [each(await service.call('GET', '/Users'), 'id').length, 2],
    [each(await service.call('GET', '/Users?count=3'), 'id').length, 3],
  ],
  'page-cap=2': async (service) => [[each(await service.call('GET', '/Users?count=3'), 'id').length, 2]],
  'lower-case-resources': async (service) => {
    const { body } = await service.call('GET', '/Users');
    return [
      [
        [length(body['resources']), body['Resources']],
        [3, undefined],
      ],
    ];
  },
  'no-total-results': async (service) => [[(await service.call('GET', '/Users')).body['totalResults'], undefined]],
  'case-sensitive-filters': async (service) => [
    [each(await service.call('GET', '/Users?filter=userName eq "ada"'), 'id'), []],
    [each(await service.call('GET', '/Users?filter=userName eq "Ada"'), 'id'), ['ada']],
  ],
  'no-etag': async (service) => {
    const { headers, body } = await service.call('GET', '/Users/ada');
    const stale = await service.call('DELETE', '/Users/ada', undefined, { 'if-match': 'W/"9"' });
    return [
      [headers.get('etag'), null],
      [Object(body['meta']).version, undefined],
      [stale.status, 204],
    ];
  },
  'rate-limit=1': async (service) => {
    await service.call('GET', '/Users');
    const { status, headers } = await service.call('GET', '/Users');
    return [
      [
        [status, headers.get('retry-after')],
        [429, '60'],
      ],
    ];
  },
  'unknown-id-400': async (service) => [[(await service.call('GET', '/Users/nobody')).status, 400]],
  'plural-service-provider-config': async (service) => [
    [(await service.call('GET', '/ServiceProviderConfigs')).status, 200],
  ],
};

describe('each quirk of the sandbox', () => {
  for (const [quirk, requests] of Object.entries(REFUSED)) {
    it(`${quirk} refuses what another service takes`, async () => {
      for (const [request, status, scimType] of requests) {
        const plain = await open([]);
        const odd = await open([quirk]);
        const taken = await plain.call(...request);
        const refused = await odd.call(...request);
        await Promise.all([plain.close(), odd.close()]);
        const isConflict = quirk === 'etag-invalid-vers';
        assert.equal(taken.status < 300 || (isConflict && taken.status === 412), true, JSON.stringify(taken.body));
        assert.equal(refused.status, status, JSON.stringify(refused.body));
        if (scimType !== undefined) assert.deepEqual(told(refused), [status, scimType]);
      }
    });
  }

  for (const [quirk, check] of Object.entries(DONE)) {
    it(`${quirk} shows`, async () => {
      const plain = await open([]);
      const odd = await open([quirk]);
      const [usual, seen] = [await check(plain), await check(odd)];
      await Promise.all([plain.close(), odd.close()]);
      for (const [actual, expected] of seen) assert.deepEqual(actual, expected);
      assert.ok(
        usual.some(([actual, expected]) => !isEqual(actual, expected)),
        'the RFC does the same',
      );
    });
  }

  it('is tried above', () => {
    const tried = new Set([...Object.keys(REFUSED), ...Object.keys(DONE)].map((name) => name.split('=')[0]));
    const missing = [...QUIRK_SUMMARIES.keys()].map((name) => name.split('=')[0]).filter((name) => !tried.has(name));
    assert.deepEqual(missing, []);
  });

  it('goes with any other, and with any service', async () => {
    const service = await open(['members-hidden', 'page-cap=1', 'no-put'], 'slack');
    const { body } = await service.call('GET', '/Groups');
    assert.deepEqual([length(body['Resources']), Object(body['Resources'])[0].members], [1, undefined]);
    assert.equal((await service.call('PUT', '/Users/ada', { schemas: [USER], userName: 'Ada' })).status, 405);
    await service.close();
  });

  for (const [what, quirks, service] of [
    ['an unknown quirk', ['fast'], 'generic'],
    ['a value that is no number', ['page-cap=many'], 'generic'],
    ['a value for a quirk that has none', ['no-put=1'], 'generic'],
    ['a status that is none', ['post-answered=201'], 'generic'],
    ['a word that is none of its own', ['manager-as=number'], 'generic'],
    ['two that decide the same', ['cursor-only', 'no-paging'], 'generic'],
    ['a name of every object', ['constructor'], 'generic'],
    ['an unknown service', [], 'nobody'],
  ] as const) {
    it(`is refused for ${what}`, () => {
      assert.throws(() => rulesOf(service, quirks), QuirkError);
    });
  }

  it('names two that do not go together, and what they decide', () => {
    assert.throws(() => rulesOf('generic', ['inactive-invited', 'no-put', 'taken-name-told']), {
      message:
        'The quirks "inactive-invited" and "taken-name-told" do not go together: each decides what POST of a taken name does.',
    });
  });

  it('lets late things come, and undoes things, in its own time', async () => {
    let time = 0;
    const service = await open(['late-reads=5', 'silent-undo=5', 'repeated-lists=5'], 'generic', { now: () => time });
    const { body } = await service.call(...user({ userName: 'x' }));
    await service.patch('/Users/ada', replace('title', 'x'));
    const look = async (): Promise<readonly unknown[]> => [
      (await service.call('GET', `/Users/${body['id']}`)).status,
      each(await service.call('GET', '/Users'), 'userName').length,
      (await service.call('GET', '/Users/ada')).body['title'],
    ];
    assert.deepEqual(await look(), [404, 3, 'x']);
    time = 4_999;
    assert.deepEqual(await look(), [404, 3, 'x']);
    time = 5_000;
    assert.deepEqual(await look(), [200, 4, undefined]);
    await service.close();
  });

  it('lets cursors expire', async () => {
    let time = 0;
    const service = await open(['cursor-only'], 'generic', { now: () => time });
    const { body } = await service.call('GET', '/Users?count=1');
    time = 601_000;
    const late = await service.call('GET', `/Users?count=1&cursor=${body['nextCursor']}`);
    assert.deepEqual(told(late), [400, 'expiredCursor']);
    await service.close();
  });
});

describe('the sandboxes of services', () => {
  it('exist for each name', () => {
    assert.ok(SERVICE_NAMES.includes('gitlab'));
    for (const name of SERVICE_NAMES) assert.equal(rulesOf(name).name, name);
  });

  it('AWS drops totalResults when it is asked for a cursor', async () => {
    const service = await open([], 'aws-identity-center');
    const byCursor = await service.call('GET', '/Users?cursor&count=2');
    assert.deepEqual([byCursor.body['totalResults'], typeof byCursor.body['nextCursor']], [undefined, 'string']);
    assert.equal((await service.call('GET', '/Users?count=2')).body['totalResults'], 3);
    await service.close();
  });

  it('Slack tells less of itself than it can do', async () => {
    const service = await open([], 'slack');
    const { body } = await service.call('GET', '/ServiceProviderConfig');
    assert.equal(Object(body['filter']).supported, false);
    assert.deepEqual(each(await service.call('GET', '/Users?filter=userName eq "Ada"'), 'id'), ['ada']);
    await service.close();
  });

  it('GitHub refuses who does not say what they are', async () => {
    const service = await open([], 'github-enterprise');
    const status = await new Promise((resolve) => {
      http.get(`${service.url}/Users`, (response) => resolve(response.resume().statusCode));
    });
    assert.equal(status, 403);
    assert.equal((await service.call('GET', '/Users')).status, 200);
    await service.close();
  });

  it('keep deleted users and names that they know', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'rollcall-sandbox-'));
    const data = join(dir, 'data.jsonl');
    const options = {
      data,
      seed: {
        ...SEED,
        Users: [{ id: 'ada', userName: 'Ada', displayName: 'Ada' }],
        Groups: [],
        Names: { 'roles.value': ['King'] },
      },
    };
    const king = { userName: 'ada', displayName: 'Ada', roles: [{ value: 'King' }] };
    const first = await open([], 'genesys-cloud', options);
    assert.equal((await first.call('DELETE', '/users/ada')).status, 204);
    await first.close();
    for (const status of [201, 409]) {
      const again = await open([], 'genesys-cloud', options);
      const answer = await again.call('POST', '/users', king);
      assert.equal(answer.status, status);
      if (status === 201) assert.equal(answer.body['id'], 'ada');
      await again.close();
    }
    await rm(dir, { recursive: true });
  });
});

function isEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
