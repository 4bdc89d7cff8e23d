import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/model/json.ts';
import { type Client, connect, valuesOf } from '../support.ts';

const BABS = '2819c223-7f76-453a-919d-413861904646';
const JAMES = '08e1d05d-121c-4561-8b96-473d93df9210';
const OTHER = '11111111-7f76-453a-919d-413861904646';
const GROUP = 'acbf3ae7-8463-4692-b4fd-9b4da3f908ce';

const BABS_MEMBER = { display: 'Babs Jensen', $ref: `https://example.com/v2/Users/${BABS}`, value: BABS };
const JAMES_MEMBER = { display: 'James Smith', $ref: `https://example.com/v2/Users/${JAMES}`, value: JAMES };

const WORK_ADDRESS = {
  type: 'work',
  streetAddress: '100 Universal City Plaza',
  locality: 'Hollywood',
  region: 'CA',
  postalCode: '91608',
  country: 'USA',
  formatted: '100 Universal City Plaza\nHollywood, CA 91608 USA',
  primary: true,
};
const HOME_ADDRESS = { type: 'home', streetAddress: '456 Hollywood Blvd' };

const USERS: readonly JsonObject[] = [
  {
    id: BABS,
    userName: 'bjensen',
    nickName: 'Barbara',
    emails: [
      { value: 'bjensen@example.com', type: 'work', primary: true },
      { value: 'babs@work.example.org', type: 'work' },
    ],
    addresses: [WORK_ADDRESS, HOME_ADDRESS],
  },
  { id: JAMES, userName: 'jsmith' },
  { id: OTHER, userName: 'other' },
];

describe('the PATCH examples of RFC 7644 section 3.5.2 on the sandbox', () => {
  let service: Client;

  async function start(...members: readonly string[]): Promise<void> {
    const group = { id: GROUP, displayName: 'Employees', members: members.map((value) => ({ value })) };
    service = await connect({ seed: { Users: USERS, Groups: [group] } });
  }

  afterEach(() => service.close());

  async function patchGroup(...operations: readonly JsonObject[]): Promise<readonly unknown[]> {
    const answer = await service.patch(`/Groups/${GROUP}`, ...operations);
    assert.equal(answer.status, 204, JSON.stringify(answer.body));
    return valuesOf((await service.call('GET', `/Groups/${GROUP}`)).body['members']);
  }

  async function patchUser(...operations: readonly JsonObject[]): Promise<JsonObject> {
    const answer = await service.patch(`/Users/${BABS}`, ...operations);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.deepEqual((await service.call('GET', `/Users/${BABS}`)).body, answer.body);
    return answer.body;
  }

  it('3.5.2.1: adds a member to a group', async () => {
    await start(OTHER);
    assert.deepEqual(await patchGroup({ op: 'add', path: 'members', value: [BABS_MEMBER] }), [OTHER, BABS]);
  });

  it('3.5.2.1: adds one or more attributes without a path', async () => {
    await start();
    const user = await patchUser({
      op: 'add',
      value: { emails: [{ value: 'babs@jensen.org', type: 'home' }], nickname: 'Babs' },
    });
    assert.equal(user['nickName'], 'Babs');
    assert.deepEqual(user['emails'], [
      { value: 'bjensen@example.com', type: 'work', primary: true },
      { value: 'babs@work.example.org', type: 'work' },
      { value: 'babs@jensen.org', type: 'home' },
    ]);
  });

  it('3.5.2.2: removes a single member from a group', async () => {
    await start(BABS, JAMES);
    assert.deepEqual(await patchGroup({ op: 'remove', path: `members[value eq "${BABS}"]` }), [JAMES]);
  });

  it('3.5.2.2: removes all members of a group', async () => {
    await start(BABS, JAMES);
    assert.deepEqual(await patchGroup({ op: 'remove', path: 'members' }), []);
  });

  it('3.5.2.2: removes a value from a complex multi-valued attribute', async () => {
    await start();
    const user = await patchUser({ op: 'remove', path: 'emails[type eq "work" and value ew "example.com"]' });
    assert.deepEqual(user['emails'], [{ value: 'babs@work.example.org', type: 'work' }]);
  });

  it('3.5.2.2: removes a member and adds another in one request', async () => {
    await start(BABS, OTHER);
    const members = await patchGroup(
      { op: 'remove', path: `members[value eq"${BABS}"]` },
      { op: 'add', path: 'members', value: [JAMES_MEMBER] },
    );
    assert.deepEqual(members, [JAMES, OTHER]);
  });

  it('3.5.2.2: replaces all members by a removal and an addition', async () => {
    await start(OTHER);
    const members = await patchGroup(
      { op: 'remove', path: 'members' },
      { op: 'add', path: 'members', value: [BABS_MEMBER, JAMES_MEMBER] },
    );
    assert.deepEqual(members, [JAMES, BABS]);
  });

  it('3.5.2.3: replaces all members of a group', async () => {
    await start(OTHER, JAMES);
    assert.deepEqual(await patchGroup({ op: 'replace', path: 'members', value: [BABS_MEMBER, JAMES_MEMBER] }), [
      JAMES,
      BABS,
    ]);
  });

  it('3.5.2.3: changes the whole "work" address', async () => {
    await start();
    const value = {
      type: 'work',
      streetAddress: '911 Universal City Plaza',
      locality: 'Hollywood',
      region: 'CA',
      postalCode: '91608',
      country: 'US',
      formatted: '911 Universal City Plaza\nHollywood, CA 91608 US',
      primary: true,
    };
    const user = await patchUser({ op: 'replace', path: 'addresses[type eq "work"]', value });
    assert.deepEqual(user['addresses'], [value, HOME_ADDRESS]);
  });

  it('3.5.2.3: changes one sub-attribute of the "work" address', async () => {
    await start();
    const path = 'addresses[type eq "work"].streetAddress';
    const user = await patchUser({ op: 'replace', path, value: '1010 Broadway Ave' });
    assert.deepEqual(user['addresses'], [{ ...WORK_ADDRESS, streetAddress: '1010 Broadway Ave' }, HOME_ADDRESS]);
  });

  it('3.5.2.3: replaces all values of one or more attributes without a path', async () => {
    await start();
    const emails = [
      { value: 'bjensen@example.com', type: 'work', primary: true },
      { value: 'babs@jensen.org', type: 'home' },
    ];
    const user = await patchUser({ op: 'replace', value: { emails, nickname: 'Babs' } });
    assert.deepEqual(user['emails'], emails);
    assert.equal(user['nickName'], 'Babs');
  });
});
