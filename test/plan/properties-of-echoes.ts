import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonValue } from '../../src/model/json.ts';
import { groupAttributes, userAttributes } from '../support/arbitrary-attributes.ts';
import { BADGE } from '../support/badge-extension.ts';
import { DRAWS, type Draw } from '../support/draw.ts';
import { echo } from '../support/echo.ts';
import { planOf, requestLines } from '../support/planning.ts';
import type { Property } from '../support/runs.ts';

/** Users, and members that are known by their id alone. */
const IDS = ['u1', 'u2', 'u3', 'x1', 'x2'];

function memberAsHeld(value: string, draw: Draw): JsonValue {
  const $ref = `https://scim.example.com/scim/v2/Users/${value}`;
  const shapes: readonly JsonValue[] = [
    { value },
    { value, display: 'Somebody', type: 'User', $ref },
    { VALUE: value, Display: null },
    value,
  ];
  return shapes[draw.below(shapes.length)] ?? value;
}

/** What must hold where a service returns what it was told, in its own words. */
export const ECHO_PROPERTIES: readonly Property[] = [
  {
    sentence: 'there is nothing to do where a service holds what is declared, however it spells, orders and adorns it',
    check: fc.property(userAttributes('as declared'), DRAWS, (attributes, draw) => {
      const declared = { userName: 'ada@example.com', ...attributes };
      const user = { ...echo(declared, draw), id: '1' };
      const plan = planOf({
        users: [{ attributes: declared }],
        current: { users: [user], schemas: [BADGE] },
      });
      assert.deepEqual(requestLines(plan), [], JSON.stringify(user));
    }),
  },
  {
    sentence: 'there is nothing to do where a group has its members, in whatever order and with whatever adornment',
    check: fc.property(fc.subarray(IDS), groupAttributes('as declared'), DRAWS, (ids, attributes, draw) => {
      const declared = { displayName: 'Analysts', ...attributes };
      const members = draw.shuffled(ids).map((id) => memberAsHeld(id, draw));
      const held = members.length === 0 ? [undefined, [], null][draw.below(3)] : members;
      const group = {
        ...echo(attributes, draw),
        displayName: 'Analysts',
        id: 'g',
        ...(held === undefined ? {} : { members: held }),
      };
      const plan = planOf({
        groups: [
          { attributes: declared, members: ids.map((id) => (id.startsWith('u') ? `user:Name ${id}` : `id:${id}`)) },
        ],
        current: { users: ['u1', 'u2', 'u3'].map((id) => ({ id, userName: `NAME ${id}` })), groups: [group] },
      });
      assert.deepEqual(requestLines(plan), [], JSON.stringify(group));
    }),
  },
];
