import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { USER_SCHEMA } from '../../src/model/schemas/user.ts';
import { patchBody, resourcesIn, type Tamper, withTampering } from '../support/tampering-service.ts';

const BOB: JsonObject = { id: 'bob-1', userName: 'bob' };
const STAFF: JsonObject = { id: 'staff-1', displayName: 'Staff' };
const ADA_IN_STAFF =
  'users:\n  - { userName: ada, title: Countess }\ngroups:\n  - { displayName: Staff, members: [ada] }\n';
const posted = (kind: string, { method, path }: { method: string; path: string }) =>
  method === 'POST' && path === `/${kind}`;

describe('a creation', () => {
  it('that made nothing fails, and nobody becomes a member of anything', async () => {
    const nothing: Tamper = (asked) =>
      posted('Users', asked) ? { status: 201, body: { ...asked.body, id: 'ghost-1' } } : undefined;
    await withTampering({ seed: { Groups: [STAFF] }, files: ADA_IN_STAFF }, nothing, async ({ apply, honest }) => {
      const { code, stdout } = await apply();
      assert.equal(code, 1);
      assert.match(
        stdout,
        /! user:ada: the service did not keep the change: it is not on the service, which said that it wrote it/u,
      );
      assert.match(
        stdout,
        /✗ group:Staff: not updated: needs user:ada, which the service said that it created, with the id ghost-1, and does not show/u,
      );
      assert.match(stdout, /\nSent, not proven: /u);
      assert.equal((await honest('GET', '/Groups/staff-1')).body['members'], undefined);
    });
  });

  it('that was answered with another id than the resource got is found by its name', async () => {
    const wrong: Tamper = async (asked, honest) => {
      if (!posted('Users', asked)) return undefined;
      const { body } = await honest('POST', '/Users', asked.body);
      return { status: 201, body: { ...body, id: 'wrong-1' } };
    };
    await withTampering({ seed: { Groups: [STAFF] }, files: ADA_IN_STAFF }, wrong, async ({ apply, honest }) => {
      const { code, stdout } = await apply();
      assert.equal(code, 0, stdout);
      const [ada] = resourcesIn(await honest('GET', '/Users'));
      const { members } = (await honest('GET', '/Groups/staff-1')).body;
      assert.match(JSON.stringify(members), new RegExp(`"value":"${String(ada?.['id'])}"`, 'u'));
    });
  });

  it('that was answered with the id of somebody who was there is none, and says whose it is', async () => {
    const known: Tamper = (asked) =>
      posted('Users', asked) ? { status: 201, body: { ...asked.body, id: 'bob-1' } } : undefined;
    const world = { seed: { Users: [BOB], Groups: [STAFF] }, files: ADA_IN_STAFF };
    await withTampering(world, known, async ({ apply, honest }) => {
      const { code, stdout } = await apply();
      assert.equal(code, 1);
      assert.match(
        stdout,
        /✗ user:ada: not created: the service created nothing: it answered with the id bob-1 of "bob", which was there before/u,
      );
      assert.equal((await honest('GET', '/Groups/staff-1')).body['members'], undefined);
    });
  });

  it('that was answered 200 is told as restored or created, and what it lacks is written', async () => {
    const restoring: Tamper = async (asked, honest) => {
      if (!posted('Users', asked)) return undefined;
      const { title: _title, ...rest } = asked.body;
      const { body } = await honest('POST', '/Users', rest);
      return { status: 200, body: { ...body, title: 'Countess' } };
    };
    const files = 'users:\n  - { userName: ada, title: Countess }\n';
    await withTampering({ files }, restoring, async ({ apply, honest }) => {
      const { code, stdout, stderr } = await apply();
      assert.equal(code, 0, stdout);
      assert.match(stderr, /✓ user:ada: created \(the service says 200: restored or created\)/u);
      assert.equal(resourcesIn(await honest('GET', '/Users'))[0]?.['title'], 'Countess');
    });
  });

  for (const status of [200, 201]) {
    it(`that was answered ${status} and brought back what the file clears is cleared`, async () => {
      const old = {
        title: 'Duke',
        name: { givenName: 'Ada', middleName: 'King' },
        emails: [{ value: 'ada@example.com', type: 'work', display: 'Old' }],
        phoneNumbers: [{ value: '+41445550100', type: 'work' }],
        [ENTERPRISE_USER_SCHEMA]: { department: 'Old' },
      };
      const restoring: Tamper = async (asked, honest) => {
        if (!posted('Users', asked)) return undefined;
        const { body } = await honest('POST', '/Users', {
          ...asked.body,
          ...old,
          schemas: [USER_SCHEMA, ENTERPRISE_USER_SCHEMA],
        });
        return { status, body };
      };
      const files =
        'users:\n  - userName: ada\n    title: null\n    name: { givenName: Ada, middleName: null }\n' +
        '    emails: [{ value: ada@example.com, type: work, display: null }]\n    phoneNumbers: []\n    enterprise: null\n';
      await withTampering({ files }, restoring, async ({ apply, run, honest }) => {
        const { code, stdout } = await apply();
        assert.equal(code, 0, stdout);
        const [{ id: _id, meta: _meta, schemas: _schemas, ...ada } = {}] = resourcesIn(await honest('GET', '/Users'));
        assert.deepEqual(ada, {
          userName: 'ada',
          name: { givenName: 'Ada' },
          emails: [{ value: 'ada@example.com', type: 'work' }],
        });
        assert.equal((await run('plan', '--detailed-exitcode')).code, 0);
      });
    });
  }

  it('that brought back what the file clears, as a later reading alone shows, is not proven', async () => {
    const silent: Tamper = async (asked, honest) => {
      if (!posted('Users', asked)) return undefined;
      const { body } = await honest('POST', '/Users', { ...asked.body, title: 'Duke' });
      const { title: _title, ...shown } = body;
      return { status: 201, body: shown };
    };
    await withTampering({ files: 'users:\n  - { userName: ada, title: null }\n' }, silent, async ({ apply }) => {
      const { code, stdout } = await apply();
      assert.equal(code, 1, stdout);
      assert.match(stdout, /! user:ada: .*title/u);
    });
  });

  it('that the service renames is told by the name that it gave', async () => {
    const renaming: Tamper = async (asked, honest) => {
      if (!posted('Groups', asked)) return undefined;
      const { displayName } = asked.body;
      const isThere = resourcesIn(await honest('GET', '/Groups')).length > 0;
      if (isThere) return { status: 409, body: { detail: 'duplicate' } };
      const { status, body } = await honest('POST', '/Groups', {
        ...asked.body,
        displayName: `PRIMARY/${String(displayName)}`,
      });
      return { status, body };
    };
    const files = 'groups:\n  - { displayName: manager, members: [bob] }\n';
    await withTampering({ seed: { Users: [BOB] }, files }, renaming, async ({ apply, honest }) => {
      const { code, stdout, stderr } = await apply();
      assert.equal(code, 1);
      assert.match(stderr, /✓ group:manager: created \(created as "PRIMARY\/manager": write this name\)/u);
      assert.match(stdout, /did not keep displayName: created as "PRIMARY\/manager": write this name/u);
      const again = await apply();
      assert.equal(again.code, 1);
      assert.match(again.stdout, /not created: is there already as "PRIMARY\/manager": write this name/u);
      assert.equal(resourcesIn(await honest('GET', '/Groups')).length, 1);
    });
  });

  it('that the service made twice is told with both ids', async () => {
    const twice: Tamper = async (asked, honest) => {
      if (!posted('Groups', asked)) return undefined;
      const { body } = await honest('POST', '/Groups', asked.body);
      const second = await honest('POST', '/Groups', {
        ...asked.body,
        displayName: `${String(asked.body['displayName'])} 2`,
      });
      await honest(
        'PATCH',
        `/Groups/${String(second.body['id'])}`,
        patchBody({ op: 'replace', path: 'displayName', value: 'STAFF' }),
      );
      return { status: 201, body };
    };
    const files = 'groups:\n  - { displayName: Staff }\n';
    await withTampering({ files }, twice, async ({ apply }) => {
      const { code, stdout } = await apply();
      assert.equal(code, 1, stdout);
      assert.match(stdout, /! group:Staff: is there more than once: [^ ]+, [^ ]+\n/u);
    });
  });
});
