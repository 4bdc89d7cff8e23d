import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { sha256 } from '../../src/cli/files/sha256.ts';
import { sealPlan } from '../../src/plan/seal.ts';
import { renderPlanJson } from '../../src/render/plan/plan-json.ts';
import { planOf } from '../support/planning.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('the schema of plan files', () => {
  const schema = JSON.parse(readFileSync(new URL('../../schemas/plan.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv2020({ strictTypes: false }).compile(schema);

  const plan = planOf({
    users: [
      {
        attributes: {
          userName: 'ada',
          password: { $secret: 'env:ADA' },
          [ENTERPRISE]: { manager: { value: { $user: 'bob' } } },
        },
      },
      { attributes: { userName: 'bob', [ENTERPRISE]: { manager: { value: { $user: 'ada' } } } } },
      { attributes: { userName: 'cy', active: false, emails: [{ value: 'cy@example.com', type: 'work' }] } },
      { attributes: { userName: 'dan' }, state: 'absent' },
    ],
    groups: [{ attributes: { displayName: 'Staff' }, members: ['ada', 'id:7'] }],
    current: {
      users: [
        { id: '1', userName: 'cy', active: true, emails: [{ value: 'cy@home.example', type: 'home' }] },
        { id: '2', userName: 'dan' },
      ],
      groups: [{ id: '3', displayName: 'Staff', members: [{ value: '2' }] }],
    },
    targets: ['group:*', 'user:*'],
  });

  it('describes a plan with every kind of change, request and value', () => {
    assert.deepEqual([...new Set(plan.changes.map(({ action }) => action))].sort(), [
      'create',
      'deactivate',
      'delete',
      'update',
    ]);
    validate(JSON.parse(renderPlanJson(sealPlan(plan, sha256))));
    assert.deepEqual(validate.errors, null);
  });

  it('refuses what is no plan', () => {
    const sealed = sealPlan(plan, sha256);
    assert.equal(validate({ ...sealed, format: 1 }), false);
    assert.equal(validate({ ...sealed, surprise: true }), false);
    const [change] = plan.changes;
    assert.equal(validate({ ...sealed, changes: [{ ...change, action: 'explode' }] }), false);
    assert.equal(
      validate({ ...sealed, changes: [{ ...change, requests: [{ method: 'GET', path: '/Users' }] }] }),
      false,
    );
    assert.equal(validate({ ...sealed, changes: [{ ...change, edits: [{ label: 'title', kind: 'add' }] }] }), false);
  });
});
