import assert from 'node:assert/strict';
import { movedResources } from '../../src/apply/moved-resources.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { createUser, patchUser, planOf } from './plans.ts';

describe('comparing a saved plan with one made now', () => {
  it('finds nothing where the service did not move, whatever else there is to do by now', () => {
    const saved = planOf(createUser('ada'), patchUser('bob'));
    assert.deepEqual(movedResources(saved, planOf(patchUser('carl'), patchUser('bob'), createUser('ada'))), []);
  });

  it('finds a change that is done already', () => {
    assert.deepEqual(movedResources(planOf(createUser('ada')), planOf()), [
      { key: 'user:ada', reason: 'needs no create any more' },
    ]);
  });

  it('finds a change that became another one', () => {
    assert.deepEqual(movedResources(planOf(createUser('ada')), planOf(patchUser('ada'))), [
      { key: 'user:ada', reason: 'would now need update instead of create' },
    ]);
  });

  it('finds attributes that moved', () => {
    const current = planOf(patchUser('ada', { fingerprint: '0'.repeat(64) }));
    assert.deepEqual(movedResources(planOf(patchUser('ada')), current), [
      { key: 'user:ada', reason: 'changed on the service after the plan was made' },
    ]);
  });

  it('finds nothing where a plan file writes the same requests with its names in another order', () => {
    const backwards = (value: JsonValue): JsonValue => {
      if (isJsonArray(value)) return value.map(backwards);
      if (!isJsonObject(value)) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([name, inner]) => [name, backwards(inner)]),
      );
    };
    const saved: Plan = JSON.parse(JSON.stringify(backwards(JSON.parse(JSON.stringify(planOf(patchUser('ada')))))));
    assert.deepEqual(movedResources(saved, planOf(patchUser('ada'))), []);
  });

  it('finds ids that moved', () => {
    const current = patchUser('ada', { resource: { type: 'User', name: 'ada', id: 'another' } });
    const [moved] = movedResources(planOf(patchUser('ada')), planOf(current));
    assert.equal(moved?.key, 'user:ada');
  });
});
