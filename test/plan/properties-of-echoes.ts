import assert from 'node:assert/strict';
import fc from 'fast-check';
import { userAttributes } from '../support/arbitrary-attributes.ts';
import { BADGE_DESCRIBED } from '../support/badge-extension.ts';
import { DRAWS } from '../support/draw.ts';
import { echo } from '../support/echo.ts';
import { planOf, requestLines } from '../support/planning.ts';
import type { Property } from '../support/runs.ts';

/** What must hold where a service returns what it was told, in its own words. */
export const ECHO_PROPERTIES: readonly Property[] = [
  {
    sentence: 'there is nothing to do where a service holds what is declared, however it spells, orders and adorns it',
    check: fc.property(userAttributes('as declared'), DRAWS, (attributes, draw) => {
      const declared = { userName: 'ada@example.com', ...attributes };
      const user = { ...echo(declared, draw), id: '1' };
      const plan = planOf({
        users: [{ attributes: declared }],
        current: { users: [user], schemas: [BADGE_DESCRIBED] },
      });
      assert.deepEqual(requestLines(plan), [], JSON.stringify(user));
    }),
  },
];
