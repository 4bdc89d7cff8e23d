import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/model/json.ts';
import { ServiceError } from '../../src/scim/answers/service-error.ts';
import { type Cell, converge, errorsOf, openCell, type People, troublesOf } from '../support/service-cell.ts';

/** A habit of services, and the value of the profile that goes with it. */
interface Switch {
  readonly quirks: readonly string[];
  /** The value that fits; by default the portable profile already has it. */
  readonly right?: JsonObject;
  /** Another value; by default that of the portable profile. */
  readonly wrong?: JsonObject;
  /** What the files say, one after the other; by default the lifecycle below. */
  readonly steps?: readonly People[];
  /** Where the service cannot do it at all: the code of the diagnostic that says so in time. */
  readonly refusal?: string;
}

const MEMBERS = Array.from({ length: 7 }, (_, n) => `m${n}@example.com`);

const ADA = {
  userName: 'ada@example.com',
  displayName: 'Ada',
  active: true,
  title: 'Analyst',
  name: { givenName: 'Ada', familyName: 'Byron' },
  emails: [
    { value: 'ada@example.com', type: 'work', primary: true },
    { value: 'ada@home.example.com', type: 'home' },
  ],
};
const WORK = { value: 'ada@example.com', type: 'work', primary: true };
const COUNTESS = { ...WORK, value: 'countess@example.com' };

/** Creation, a change of attributes and of an e-mail address, its removal, members that come and go, deactivation. */
const LIFECYCLE: readonly People[] = [
  { users: [ADA], groups: [{ displayName: 'Team', members: MEMBERS }] },
  {
    users: [{ ...ADA, title: 'Countess', emails: [COUNTESS, ...ADA.emails.slice(1)] }],
    groups: [{ displayName: 'Team', members: MEMBERS.slice(0, 4) }],
  },
  { users: [{ ...ADA, emails: [COUNTESS] }], groups: [{ displayName: 'Team', members: ['ada@example.com'] }] },
  { users: [{ ...ADA, title: 'Retired', emails: [COUNTESS], active: false }] },
];

const CREATION = LIFECYCLE.slice(0, 1);
const user = (dialect: JsonObject): JsonObject => ({ types: { User: dialect } });
const group = (dialect: JsonObject): JsonObject => ({ types: { Group: dialect } });
const replaced = { elementChange: 'replaceAttribute', elementRemoval: 'replaceAttribute' };

const SWITCHES: Readonly<Record<string, Switch>> = {
  'read.members': { quirks: ['members-hidden'], right: { read: { members: 'groupsByUser' } } },
  'read.membersCap': {
    quirks: ['members-listed=5'],
    right: { read: { membersCap: 5 } },
    steps: [...CREATION, { groups: [{ displayName: 'Team', members: MEMBERS.slice(0, 5) }] }],
    refusal: 'RC15',
  },
  'read.paging, cursor': { quirks: ['cursor-only', 'page-cap=3'], right: { read: { paging: 'cursor' } } },
  'read.paging, none': { quirks: ['no-paging', 'no-total-results'], right: { read: { paging: 'none' } } },
  'read.pageSize': { quirks: ['lean-pages=5'], right: { read: { pageSize: 5 } } },
  'read.passes': {
    // Where names cannot be asked for either, only the second pass finds whom to reactivate.
    quirks: ['active-only-list', 'user-filters=active'],
    right: { read: { passes: { User: [null, 'active eq false'] }, filters: { User: ['active'] } } },
    wrong: { read: { filters: { User: ['active'] } } },
    steps: [...LIFECYCLE, { users: [{ ...ADA, emails: [COUNTESS] }] }],
  },
  'endpoint.accept': { quirks: ['no-plain-json'], right: { endpoint: { accept: 'application/scim+json' } } },
  'endpoint.schemas': { quirks: ['no-discovery'], right: { endpoint: { schemas: null } } },
  'types.User.required': {
    quirks: ['user-requires=externalId'],
    right: user({ required: ['externalId'] }),
    refusal: 'RC1521',
  },
  'types.Group.required': {
    quirks: ['group-requires=externalId'],
    right: group({ required: ['externalId'] }),
    refusal: 'RC1521',
  },
  'types.User.update': {
    quirks: ['user-patches=active,externalId'],
    right: user({ update: ['active', 'externalId'] }),
    refusal: 'RC1524',
  },
  'types.Group.update': {
    quirks: ['group-patches=members'],
    right: group({ update: ['members'] }),
    steps: [...CREATION, { groups: [{ displayName: 'Team', externalId: 'x' }] }],
    refusal: 'RC1524',
  },
  'types.Group.rename': {
    quirks: ['no-group-rename'],
    // What the service's own schema says counts too, and it says it.
    right: group({ rename: false }),
    wrong: { endpoint: { schemas: null } },
    steps: [...CREATION, { groups: [{ displayName: 'Squad', $previously: 'Team' }] }],
    refusal: 'RC1523',
  },
  'types.Group.create': { quirks: ['no-group-create'], right: group({ create: false }), refusal: 'RC1520' },
  'types.Group.delete': {
    quirks: ['no-group-delete'],
    right: group({ delete: 'none' }),
    steps: [...CREATION, { groups: [{ displayName: 'Team', $state: 'absent' }] }],
    refusal: 'RC1522',
  },
  'types.User.delete, none': {
    quirks: ['no-user-delete'],
    right: user({ delete: 'none' }),
    steps: [...CREATION, { users: [{ userName: 'ada@example.com', $state: 'absent' }] }],
    refusal: 'RC1522',
  },
  'types.User.delete, deactivates': {
    quirks: ['delete-deactivates'],
    right: user({ delete: 'deactivates' }),
    steps: [...CREATION, { users: [{ userName: 'ada@example.com', $state: 'absent' }] }],
  },
  'types.User.hidesInactive': { quirks: ['deactivated-not-found'], right: user({ hidesInactive: true }) },
  'patch.supported': { quirks: ['no-patch'], right: { patch: { supported: false } } },
  'patch.supported, no PUT': { quirks: ['no-put'], wrong: { patch: { supported: false } } },
  'patch.form': { quirks: ['pathless-patch'], right: { patch: { form: 'pathless' } } },
  'patch.elementChange': {
    quirks: ['filtered-paths-ignored', 'member-removal-by-value'],
    right: { patch: replaced, members: { removal: 'valueList' } },
    wrong: { patch: { ...replaced, elementChange: 'valuePath' }, members: { removal: 'valueList' } },
  },
  'patch.elementRemoval': {
    quirks: ['no-element-removal'],
    right: { patch: { elementRemoval: 'replaceAttribute' } },
    wrong: { patch: { elementRemoval: 'valuePath' } },
  },
  'patch.elementRemoval, replace merges': {
    quirks: ['replace-merges'],
    right: { patch: { elementRemoval: 'valuePath' } },
    wrong: { patch: replaced },
  },
  'patch.urnQualifiedCorePaths': { quirks: ['schema-in-paths'], right: { patch: { urnQualifiedCorePaths: true } } },
  'patch.stringBooleans': { quirks: ['string-booleans'], right: { patch: { stringBooleans: true } } },
  'patch.capitalisedOps': { quirks: ['capitalised-ops'], right: { patch: { capitalisedOps: true } } },
  'patch.alone': { quirks: ['alone-in-patch=active'], right: { patch: { alone: ['active'] } } },
  'members.removal': { quirks: ['member-removal-by-value'], right: { members: { removal: 'valueList' } } },
  'members.addsPerRequest': {
    quirks: ['member-additions-per-request=3', 'members-at-creation=3'],
    right: { members: { addsPerRequest: 3 } },
  },
  'members.removalsPerRequest': {
    quirks: ['one-removal-per-request', 'members-apart'],
    right: { members: { removalsPerRequest: 1 } },
  },
  'members.inCreate': { quirks: ['members-at-creation'], right: { members: { inCreate: false } } },
  'both limits of members': {
    quirks: ['members-per-request=2', 'members-at-creation=2', 'no-member-replacement'],
    right: { members: { addsPerRequest: 2, removalsPerRequest: 2 } },
  },
  foldsCase: { quirks: ['lower-case=title'], right: { foldsCase: ['title'] } },
  preservesCase: {
    quirks: ['lower-case=userName'],
    wrong: { preservesCase: true },
    steps: [{ users: [{ userName: 'Ada@example.com' }] }],
  },
  maxElements: { quirks: ['single-values=emails'], right: { maxElements: { emails: 1 } }, refusal: 'RC1526' },
  unsupported: {
    quirks: ['not-stored=title'],
    right: { unsupported: { title: 'The service does not keep titles.' } },
    refusal: 'RC1525',
  },
};

describe('each switch of a profile', () => {
  for (const [name, { quirks, right = {}, wrong = {}, steps = LIFECYCLE, refusal }] of Object.entries(SWITCHES)) {
    it(`${name} goes with a service of the quirks ${quirks.join(', ')}`, async () => {
      const trouble = await inCell(quirks, right, (cell) => runThrough(cell, steps));
      assert.equal(trouble?.slice(0, refusal?.length ?? 0), refusal, trouble);
      if (refusal !== undefined) assert.doesNotMatch(trouble ?? '', /^refused/);

      const expected = await inCell(quirks, wrong, (cell) => runThrough(cell, steps));
      assert.ok(
        expected !== undefined && expected.slice(0, refusal?.length ?? 4) !== (refusal ?? ''),
        'nothing went wrong',
      );
    });
  }
});

/** Uses a cell of the generic service, and closes it however that ends. */
async function inCell<T>(quirks: readonly string[], dialect: JsonObject, use: (cell: Cell) => Promise<T>): Promise<T> {
  const Users = MEMBERS.map((userName) => ({ userName, active: true }));
  const cell = await openCell({ service: 'generic', quirks, dialect, seed: { Users } });
  try {
    return await use(cell);
  } finally {
    await cell.close();
  }
}

/** What went wrong first; a diagnostic by its code. */
async function runThrough(cell: Cell, steps: readonly People[]): Promise<string | undefined> {
  try {
    for (const people of steps) {
      const [error] = errorsOf(await cell.plan(people));
      if (error !== undefined) return error;
      await converge(cell, people);
    }
  } catch (error) {
    if (error instanceof assert.AssertionError || error instanceof ServiceError) return `refused: ${error.message}`;
    throw error;
  }
  return undefined;
}

describe('habits that no profile has to know', () => {
  for (const quirks of [
    ['lower-case-resources', 'unknown-id-400', 'no-count-zero', 'unique-group-names', 'shared-names'],
    ['no-etag', 'eq-only', 'user-filters=userName', 'group-filters=displayName'],
    ['case-sensitive-filters', 'non-atomic-patch', 'value-length=64', 'no-member-replacement'],
    ['page-size=2', 'page-cap=3', 'plural-service-provider-config', 'delete-irreversible', 'etag-invalid-vers'],
  ]) {
    it(`are met by the portable profile: ${quirks.join(', ')}`, () =>
      inCell(quirks, {}, async (cell) => {
        for (const people of LIFECYCLE) await converge(cell, people);
      }));
  }

  it('are met where a service replaces nothing that has no value', () =>
    inCell(['replace-needs-value'], {}, async (cell) => {
      const { name, emails, ...bare } = ADA;
      const [work, home] = emails;
      await converge(cell, {
        users: [{ ...bare, name: { givenName: 'Ada' }, emails: [work, home] }, { userName: 'bob' }],
      });
      await converge(cell, {
        users: [
          { ...bare, name, emails: [{ ...work, display: 'Office' }, home], enterprise: { department: 'Research' } },
          { userName: 'bob', name, title: 'Analyst', emails: [work], enterprise: { manager: bare.userName } },
        ],
      });
    }));

  for (const { quirks, dialect } of [
    { quirks: ['references-required'], dialect: {} },
    { quirks: ['references-required', 'no-patch'], dialect: { patch: { supported: false } } },
    { quirks: ['untyped-members-are-users'], dialect: {} },
  ]) {
    it(`are met by references as the service wants them: ${quirks.join(', ')}`, () =>
      inCell(quirks, dialect, async (cell) => {
        const managed = (manager: string) => ({ userName: 'bob', enterprise: { manager } });
        const inner = { displayName: 'Inner', members: MEMBERS.slice(0, 2) };
        const chief = { userName: 'chief', enterprise: { manager: 'deputy' } };
        const deputy = { userName: 'deputy', enterprise: { manager: 'chief' } };
        await converge(cell, {
          users: [managed('chief'), chief, deputy],
          groups: [{ displayName: 'Outer', members: ['bob', { group: 'Inner' }] }, inner],
        });
        await converge(cell, {
          users: [managed(MEMBERS[0] ?? ''), chief],
          groups: [{ displayName: 'Outer', members: [...MEMBERS.slice(0, 3), { group: 'Inner' }] }, inner],
        });
      }));
  }

  for (const quirk of ['no-element-paths', 'no-element-paths=501']) {
    it(`are met by the second spelling where a service takes no filter in a path: ${quirk}`, () =>
      inCell([quirk], {}, async (cell) => {
        for (const people of LIFECYCLE) {
          assert.deepEqual(troublesOf(await cell.apply(people)), []);
          assert.deepEqual((await cell.plan(people)).changes, []);
        }
      }));
  }

  for (const quirk of ['no-member-paths=501', 'member-removal-by-value']) {
    it(`are met by a list of ids where a service removes no member by filter: ${quirk}`, () =>
      inCell([quirk], {}, async (cell) => {
        const groups = (members: readonly string[]) =>
          ['Team', 'Crew'].map((displayName) => ({ displayName, members }));
        await converge(cell, { groups: groups(MEMBERS) });
        for (const left of [4, 1]) {
          const people = { groups: groups(MEMBERS.slice(0, left)) };
          const applied = await cell.apply(people);
          assert.deepEqual(troublesOf(applied), []);
          const settings = applied.events.flatMap((event) => (event.event === 'second-spelling' ? event.settings : []));
          assert.deepEqual(settings, ['members.removal: valueList']);
          assert.deepEqual((await cell.plan(people)).changes, []);
        }
      }));
  }

  it('are named by their setting where a service refuses a filter without saying why', () =>
    inCell(['no-member-paths=400'], {}, async (cell) => {
      const team = (members: readonly string[]) => ({ groups: [{ displayName: 'Team', members }] });
      await converge(cell, team(MEMBERS));
      const [trouble] = troublesOf(await cell.apply(team(MEMBERS.slice(0, 4))));
      assert.match(trouble ?? '', /set service\.dialect\.members\.removal to valueList\.$/);
    }));

  it('stop a removal by a list of ids at the first member, where a service removes all by it', () =>
    inCell(['no-member-paths', 'member-removal-of-all'], {}, async (cell) => {
      const groups = (members: readonly string[]) => ['Crew', 'Team'].map((displayName) => ({ displayName, members }));
      await converge(cell, { groups: groups(MEMBERS) });
      const applied = await cell.apply({ groups: groups(MEMBERS.slice(0, 4)) });
      const failures = applied.events.flatMap((event) => (event.event === 'change-failed' ? [event.failure] : []));
      assert.equal(failures.length, 2);
      assert.match(
        failures[0]?.summary ?? '',
        /^the service was asked to remove m4@example\.com and removed m0@example\.com, .*m6@example\.com too$/,
      );
      assert.match(
        failures[0]?.detail ?? '',
        /nothing more is sent\. Set service\.dialect\.members\.removal to valuePath/,
      );
      assert.equal(failures[1]?.summary, 'the service refused to remove m4@example.com');
      // Of two groups the second keeps all.
      assert.deepEqual(applied.writes, ['PATCH Group 501', 'PATCH Group 501', 'PATCH Group 204']);
    }));

  it('are waited for where a service counts requests', () =>
    inCell(['rate-limit=3'], {}, async (cell) => {
      const applied = await cell.apply(LIFECYCLE[0] ?? {});
      assert.deepEqual(troublesOf(applied), []);
      assert.ok(
        cell.log.some((line) => line.endsWith(' 429')),
        cell.log.join('\n'),
      );
    }));
});
