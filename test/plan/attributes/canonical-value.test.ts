import assert from 'node:assert/strict';
import { planOf, requestLines } from '../../support/planning.ts';

const BADGE = 'urn:example:2.0:Badge';
const schemas = [{ id: BADGE, attributes: [{ name: 'visited', type: 'dateTime' }] }] as const;

/** True where nothing is to do, once for each side that may hold the one or the other. */
function areEqual(one: string, other: string): boolean {
  const isHeld = (declared: string, held: string) =>
    requestLines(
      planOf({
        users: [{ attributes: { userName: 'ada', [BADGE]: { visited: declared } } }],
        current: { users: [{ id: '1', userName: 'ada', [BADGE]: { visited: held } }], schemas },
      }),
    ).length === 0;
  assert.equal(isHeld(one, other), isHeld(other, one));
  return isHeld(one, other);
}

describe('dateTime values', () => {
  const SAME = [
    '2026-03-01T12:00:00Z',
    '2026-03-01t12:00:00z',
    '2026-03-01T12:00:00',
    '2026-03-01T12:00Z',
    '2026-03-01T12:00:00.0Z',
    '2026-03-01T12:00:00.000000Z',
    '2026-03-01T12:00:00.0000000+00:00',
    '2026-03-01T12:00:00+00:00',
    '2026-03-01T12:00:00-00:00',
    '2026-03-01T12:00:00+0000',
    '2026-03-01T12:00:00+00',
    '2026-03-01T14:00:00+02',
    '2026-03-01T14:00:00+0200',
    '2026-03-01t14:00:00.000+02:00',
    '2026-03-01T06:30:00-0530',
  ];
  for (const [at, text] of SAME.entries()) {
    it(`are equal where they are one instant: ${text}`, () => {
      assert.ok(areEqual(text, SAME[(at + 1) % SAME.length] ?? ''));
      assert.ok(areEqual(text, SAME[0] ?? ''));
    });
  }

  const OTHERS = [
    '2026-03-01T12:00:01Z',
    '2026-03-01T12:00:00.001Z',
    '2026-03-01T12:00:00+01',
    '2026-03-01T12:00:00-0100',
    '2026-03-01',
    '2026-13-01T12:00:00Z',
    '2026-03-01T12:00:00+99',
    'soon',
    '12',
    '',
  ];
  for (const text of OTHERS) {
    it(`differ where they are another instant or none: "${text}"`, () => {
      assert.ok(!areEqual(text, '2026-03-01T12:00:00Z'));
    });
  }

  it('that are no dates are compared as texts', () => {
    for (const [one, other] of [
      ['soon', 'Soon'],
      ['12', '12Z'],
      ['March 1', 'March 01'],
      ['1', '01'],
    ] as const) {
      assert.ok(areEqual(one, one));
      assert.ok(!areEqual(one, other), `${one} and ${other}`);
    }
  });
});
