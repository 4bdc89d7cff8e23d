import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isJsonObject, type JsonObject } from '../../src/model/json.ts';
import { ServiceError } from '../../src/scim/answers/service-error.ts';
import { assertGolden, WRITES_GOLDEN } from '../support/golden.ts';
import { type Cell, converge, errorsOf, openCell, type People, troublesOf } from '../support/service-cell.ts';
import { EVERYTHING, lifecycle, seedFor } from '../support/service-lifecycle.ts';
import { ABILITIES } from './profile-matrix.abilities.ts';

/** What the service refuses of files: the change, and the code of the diagnostic that says so before anything is sent. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, readonly [People, string]>>>> = {
  'genesys-cloud': {
    'a new group': [{ groups: [{ displayName: 'New' }] }, 'RC1520'],
    'a new name for a group': [{ groups: [{ displayName: 'New', $previously: 'Crowd' }] }, 'RC1523'],
    'the removal of a group': [{ groups: [{ displayName: 'Crowd', $state: 'absent' }] }, 'RC1522'],
    'a user without a displayName': [{ users: [{ userName: 'x@example.com', active: true }] }, 'RC1521'],
    'parts of a name': [user({ displayName: 'X', name: { givenName: 'X' } }), 'RC1525'],
    'the e-mail address that mirrors the userName': [
      user({ displayName: 'X', emails: [{ value: 'y@example.com', type: 'other' }] }),
      'RC1527',
    ],
  },
  'aws-identity-center': {
    'a user without parts of a name': [user({ displayName: 'X' }), 'RC1521'],
    'two e-mail addresses': [
      user({ displayName: 'X', name: { givenName: 'X', familyName: 'Y' }, emails: two('work', 'home') }),
      'RC1526',
    ],
    'a photo': [
      user({
        displayName: 'X',
        name: { givenName: 'X', familyName: 'Y' },
        photos: [{ value: 'https://example.com/x', type: 'photo' }],
      }),
      'RC1525',
    ],
    'a change of roles': [{ users: [{ userName: 'm1@example.com', roles: [{ value: 'admin' }] }] }, 'RC1524'],
  },
  'entra-id': { 'a user without a displayName': [user({ active: true }), 'RC1521'] },
  'github-enterprise': {
    'a user without an e-mail address': [user({ displayName: 'X', externalId: 'x', active: true }), 'RC1521'],
    'a group without an externalId': [{ groups: [{ displayName: 'New' }] }, 'RC1521'],
  },
  slack: {
    'a user without an e-mail address': [user({ displayName: 'X' }), 'RC1521'],
    'the type of an address': [
      user({ emails: two('work'), addresses: [{ type: 'work', locality: 'Bern' }] }),
      'RC1525',
    ],
  },
  gitlab: {
    'a title': [{ users: [{ userName: 'm1@example.com', title: 'X' }] }, 'RC1524'],
    'a new name': [{ users: [{ userName: 'new@example.com', $previously: 'm1@example.com' }] }, 'RC1523'],
    'a group': [{ groups: [{ displayName: 'New' }] }, 'RC1520'],
  },
  snowflake: { 'a phone number': [user({ phoneNumbers: [{ value: '+14155550100', type: 'work' }] }), 'RC1525'] },
  atlassian: { 'a new name for a group': [{ groups: [{ displayName: 'New', $previously: 'Team' }] }, 'RC1523'] },
  salesforce: {
    'the removal of a user': [{ users: [{ userName: 'm1@example.com', $state: 'absent' }] }, 'RC1522'],
    'a new group': [{ groups: [{ displayName: 'New' }] }, 'RC1520'],
    'the removal of a group': [{ groups: [{ displayName: 'Crowd', $state: 'absent' }] }, 'RC1522'],
  },
  'hcp-terraform': { 'a title': [{ users: [{ userName: 'm1@example.com', title: 'X' }] }, 'RC1524'] },
  zoom: { 'a title': [{ users: [{ userName: 'm1@example.com', title: 'X' }] }, 'RC1524'] },
  miro: { 'a new group': [{ groups: [{ displayName: 'New' }] }, 'RC1520'] },
};

function user(attributes: Readonly<Record<string, unknown>>): People {
  return { users: [{ userName: 'x@example.com', ...attributes }] };
}

function two(...types: readonly string[]) {
  return types.map((type) => ({ value: `${type}@example.com`, type }));
}

/** One line for each step: `gitlab: creates: POST User 3; then GET 2`. `npm run golden` writes them anew. */
const REQUESTS = new URL('profile-matrix.requests.txt', import.meta.url);
const EXPECTED = readFileSync(REQUESTS, 'utf8').split('\n');
const counted: string[] = [];

for (const [service, abilities] of Object.entries(ABILITIES)) {
  describe(`a project on ${service}`, () => {
    let cell: Cell;
    before(async () => {
      cell = await openCell({ service, seed: seedFor(abilities) });
    });
    after(() => cell.close());

    for (const { name, people } of lifecycle(abilities)) {
      it(name, async () => {
        const line = `${service}: ${name}: ${await converge(cell, people)}`;
        counted.push(`${line}\n`);
        const expected = EXPECTED.find((row) => row.startsWith(`${service}: ${name}: `));
        if (!WRITES_GOLDEN) assert.equal(line, expected ?? 'nothing yet: run npm run golden');
      });
    }

    it('leaves alone whom nobody declared', async () => {
      for (const { meta, id } of await strangers(cell)) {
        assert.ok(isJsonObject(meta));
        assert.equal(meta['lastModified'], meta['created'], String(id));
      }
    });

    for (const [what, [people, code]] of Object.entries(REFUSED[service] ?? {})) {
      it(`says before anything is sent that it does not take ${what}`, async () => {
        const team = service === 'atlassian' ? [{ displayName: 'Team' }] : [];
        if (team.length > 0) await cell.apply({ groups: team });
        assert.ok(errorsOf(await cell.plan(people)).some((error) => error.startsWith(code)));
      });
    }
  });
}

describe('the requests of all these lifecycles', () => {
  it('are what profile-matrix.requests.txt says, and no other', () => assertGolden(counted.join(''), REQUESTS));
});

/** A project that says nothing of the service speaks to it as to any other. */
describe('a project that does not name its service', () => {
  for (const service of Object.keys(ABILITIES).filter((name) => name !== 'generic')) {
    it(`damages nothing on ${service}, and says what went wrong`, async () => {
      const abilities = { ...(ABILITIES[service] ?? EVERYTHING), members: 20 };
      const cell = await openCell({ service, profile: 'generic', seed: seedFor(abilities) });
      try {
        const before = await strangers(cell);
        const stages = lifecycle({ ...EVERYTHING, members: 20 });
        for (const { people } of [...stages.slice(0, 4), ...stages.slice(-3)]) await tryOut(cell, people);
        assert.deepEqual(await strangers(cell), before);
      } finally {
        await cell.close();
      }
    });
  }

  /** Whatever fails is told as a failure of the service or of a change: anything else would be thrown on. */
  async function tryOut(cell: Cell, people: People): Promise<void> {
    try {
      for (const trouble of troublesOf(await cell.apply(people))) assert.ok(trouble.length > 10);
    } catch (error) {
      assert.ok(error instanceof ServiceError || error instanceof assert.AssertionError, String(error));
      assert.ok(error.message.length > 10);
    }
  }
});

/** Users whom nobody declares: as members at most may they be meant. */
async function strangers(cell: Cell): Promise<readonly JsonObject[]> {
  const shown = await Promise.all(['bystander', 'm0', 'm1', 'm7', 'm15'].map((id) => cell.show(id)));
  return shown.map(({ groups: _groups, ...own }) => own);
}
