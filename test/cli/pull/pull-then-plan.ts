import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sha256 } from '../../../src/cli/files/sha256.ts';
import { pullDirectory, tellLeftOut } from '../../../src/cli/pull/pull-directory.ts';
import type { Service } from '../../../src/cli/service/service.ts';
import { joinEntries, printEntry } from '../../../src/config/format/print-entries.ts';
import { groupEntries } from '../../../src/config/pull/group-entries.ts';
import type { Directory } from '../../../src/model/directory.ts';
import { isJsonObject, type JsonValue } from '../../../src/model/json.ts';
import type { ScimResource } from '../../../src/model/resource.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { referenceId } from '../../../src/syntax/reference-elements.ts';
import { usualForm } from '../../../src/syntax/usual-form.ts';
import { load } from '../../config/temporary-project.ts';
import { groupAttributes, userAttributes } from '../../support/arbitrary-attributes.ts';
import { withoutUndefined } from '../../support/arbitrary-values.ts';
import { fakeTerminal } from '../../support/cli-terminal.ts';
import type { Property } from '../../support/runs.ts';

const IDS = ['1', '2', '3', '4', '5', 'a b', 'é', '$x', `$\{y}`];
const NAMES = [
  'ada',
  'Ada',
  'bob',
  'b\u0000b',
  'eve\u200b',
  'é',
  'e\u0301',
  `$\{env:X}`,
  ' x ',
  '007',
  'null',
  '- a',
  'tab\tbed',
];

/** In three cases of four nothing. */
function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

const reference = fc.constantFrom<JsonValue>(
  ...IDS.slice(0, 4).map((value) => ({ value })),
  ...IDS.slice(0, 3).map((id) => ({ $ref: `https://scim.example.com/scim/v2/Users/${id}` })),
  { $ref: '../Groups/2' },
  { value: 'nobody', displayName: 'Nobody' },
  { value: '2', type: 'Group' },
  { displayName: 'Ada' },
  '1',
  2,
  null,
  '',
);
/** What names no id is no list that anybody could read whole (test/directory/members). */
const member = reference.filter((one) => referenceId(one) !== undefined);
const plainTexts = fc.constantFrom<JsonValue>(['a@x', 'b@x'], 'a@x', [], null, [null, '', 'a@x', 'A@x'], {
  value: 'a@x',
});
const twice = fc.constantFrom<JsonValue>(
  [
    { value: 'admin', type: 'A' },
    { value: 'admin', type: 'B' },
  ],
  [{ value: 'admin' }, { value: 'admin', type: 'B', primary: true }],
  [
    { value: 'a', primary: 'true' },
    { value: 'b', primary: true },
  ],
  [{ display: 'only' }, { value: '' }, {}],
  [{ value: 'a\u0007' }],
);
const unknown = fc.constantFrom<JsonValue>(
  { cost: 4.5, Cost: 4, 'a.b': 1, 'c d': 'x' },
  { 'a.b': 1 },
  { $x: 1, '': 2, deep: { list: [1, [2], { $y: 1 }], on: true } },
  'text',
  [1, 2],
  {},
  null,
  { note: 'bell\u0007', ok: 'fine' },
  { big: 1e21, tiny: 4.5e-7, zero: 0 },
);

const oddities = fc
  .record({
    emails: rarely(plainTexts),
    roles: rarely(fc.oneof(twice, plainTexts)),
    entitlements: rarely(twice),
    externalId: rarely(fc.constantFrom<JsonValue>('7', 7, '', 'x\u0001', '8')),
    displayName: rarely(fc.constantFrom<JsonValue>('bell\u0007', 'tab\t', 'line\nbreak', '', null, 5)),
    active: rarely(fc.constantFrom<JsonValue>('True', 'false', null, true)),
    'urn:example:odd:2.0:User': rarely(unknown),
    'urn:ietf:params:scim:schemas:core:2.0:User': rarely(fc.constant<JsonValue>({ title: 'x' })),
    nonsense: rarely(fc.constant<JsonValue>({ a: 1 })),
  })
  .map(withoutUndefined);

const users = fc.uniqueArray(
  fc
    .tuple(
      fc.constantFrom(...IDS),
      rarely(fc.constantFrom<JsonValue>('', null, 5)),
      fc.constantFrom(...NAMES),
      userAttributes('as held'),
      oddities,
      rarely(reference),
    )
    .map(([id, noName, userName, held, odd, manager]): ScimResource => {
      const enterprise = held[ENTERPRISE_USER_SCHEMA];
      const managed = manager === undefined ? {} : { manager };
      const extension = { ...(isJsonObject(enterprise) ? enterprise : {}), ...managed };
      return {
        ...held,
        ...odd,
        ...(Object.keys(extension).length === 0 ? {} : { [ENTERPRISE_USER_SCHEMA]: extension }),
        userName: noName === undefined ? userName : noName,
        id,
      };
    }),
  { selector: ({ id }) => id, maxLength: 4 },
);

const groups = fc.uniqueArray(
  fc
    .tuple(
      fc.constantFrom('2', 'g1', 'g2', 'g3'),
      fc.constantFrom<JsonValue>('Team', 'team', 'Admins', 'G\u0007', null),
      rarely(groupAttributes('as held')),
      fc.oneof(fc.array(member, { maxLength: 4 }), fc.constantFrom<JsonValue>(null, { value: '1' })),
    )
    .map(([id, displayName, more, members]): ScimResource => ({ ...more, displayName, members, id })),
  { selector: ({ id }) => id, maxLength: 3 },
);

/** What a service may hold, in shapes that services are known to answer with, as the reader hands it over. */
const DIRECTORIES: fc.Arbitrary<Directory> = fc
  .tuple(users, groups)
  .map(([some, others]) => ({ users: some.map(usualForm), groups: others.map(usualForm), schemas: [] }));

const SERVICE: Pick<Service, 'profile' | 'target'> = { profile: GENERIC, target: 'https://scim.example.com/scim/v2' };

/** Whatever a service holds can be pulled, and planning that changes nothing. */
export const PULL_PROPERTY: Property = {
  sentence: 'is pulled into files of which a plan is empty, or is named as left out',
  check: fc.asyncProperty(DIRECTORIES, assertPulled),
};

/** Asserts that what is pulled has no fault, that planning it changes nothing, and that whoever is left out is named. */
async function assertPulled(directory: Directory): Promise<void> {
  const { terminal, stderr } = fakeTerminal({ tty: false });
  const pulling = pullDirectory(directory, SERVICE as Service, []);
  const files = (['users', 'groups'] as const).flatMap((section) =>
    groupEntries(section, pulling[section], { by: 'none' }, ({ entry }) => printEntry(section, entry)),
  );
  tellLeftOut(pulling.leftOut, terminal);
  const texts = Object.fromEntries(files.map(({ path, section, entries }) => [path, joinEntries(section, entries)]));
  const project = await load(texts);
  const faults = project.diagnostics.filter(({ severity }) => severity === 'error');
  assert.deepEqual(faults, [], JSON.stringify(texts, null, 1));
  assert.ok(project.configuration);
  const plan = makePlan({
    configuration: project.configuration,
    directory,
    profile: GENERIC,
    target: SERVICE.target,
    tool: 'rollcall 0.0.0',
    variables: {},
    targets: [],
    digest: 'digest',
    now: '2027-01-01T00:00:00Z',
    locate: project.locate,
    sha256,
  });
  const errors = plan.diagnostics.filter(({ severity }) => severity === 'error');
  assert.deepEqual([plan.changes, errors], [[], []], JSON.stringify(texts, null, 1));
  const total = directory.users.length + directory.groups.length;
  const written = files.reduce((sum, { entries }) => sum + entries.length, 0);
  const leftOut = pulling.leftOut.filter(({ what }) => what === 'resource').length;
  assert.equal(written + leftOut, total, stderr());
}
