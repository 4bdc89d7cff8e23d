import assert from 'node:assert/strict';
import { compareReadings } from '../../../src/apply/proof/compare-readings.ts';
import type { Bounds } from '../../../src/apply/proof/outside.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { GENESYS_CLOUD } from '../../../src/profiles/genesys-cloud.ts';
import { contextOf } from '../../support/context-of.ts';

const BOUNDS: Bounds = {
  type: 'User',
  context: contextOf(GENERIC),
  ignored: [],
  asked: undefined,
  removed: new Set(),
};

/** What is found where the second reading lacks all of this. */
function lossesOf(held: JsonObject, more: Partial<Bounds> = {}): readonly string[] {
  const findings = compareReadings({ id: '1', ...held }, { id: '1' }, { ...BOUNDS, ...more });
  return findings.map(({ kind, attribute }) => `${kind} ${attribute}`);
}

describe('what the proof does not compare', () => {
  const manager = {
    [ENTERPRISE_USER_SCHEMA]: { manager: { value: 'boss-1', displayName: 'Boss', $ref: '/Users/boss-1' } },
  };

  for (const [what, held, more] of [
    ['what belongs to the protocol', { meta: { version: '1' }, schemas: ['urn:x'] }, {}],
    ['the groups of a user', { groups: [{ value: 'g' }] }, {}],
    ['what never comes back', { password: 'x' }, {}],
    [
      'what stands under $ignore',
      { title: 'Miss', name: { givenName: 'Ada' } },
      { ignored: ['title', 'name.givenName'] },
    ],
    ['what was not asked for', { nickName: 'Ada' }, { asked: ['userName', 'title'] }],
    ['a manager whom this run deleted or deactivated', manager, { removed: new Set(['boss-1']) }],
    [
      'an element that the service owns',
      { emails: [{ type: 'other', value: 'a@b.c' }] },
      { context: contextOf(GENESYS_CLOUD) },
    ],
    ['what says nothing', { title: '', nickName: null, emails: [] }, {}],
  ] as const satisfies readonly (readonly [string, JsonObject, Partial<Bounds>])[]) {
    it(`is ${what}`, () => assert.deepEqual(lossesOf(held, more), []));
  }

  it('is nothing else: all that may be lost is found', () => {
    const held = {
      title: 'Miss',
      name: { givenName: 'Ada' },
      emails: [{ type: 'other', value: 'a@b.c' }],
      active: true,
      'urn:example:2.0:Badge': { number: 7, level: 'high' },
      ...manager,
    };
    assert.deepEqual(lossesOf(held).toSorted(), [
      'gone active',
      'gone emails',
      'gone name.givenName',
      'gone title',
      'gone urn:example:2.0:Badge:level',
      'gone urn:example:2.0:Badge:number',
      `gone ${ENTERPRISE_USER_SCHEMA}:manager.value`,
    ]);
  });
});
