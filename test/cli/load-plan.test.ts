import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlan } from '../../src/cli/load-plan.ts';
import { RefusedError } from '../../src/cli/refused-error.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { renderPlanJson } from '../../src/render/plan-json.ts';
import { createUser, patchUser, planOf } from '../apply/plans.ts';

const PLAN = planOf(createUser('ada'), patchUser('bob', { dependsOn: ['user:ada'] }));

describe('loading a plan file', () => {
  let dir = '';
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rollcall-'));
  });
  after(() => rm(dir, { recursive: true }));

  async function load(text: string) {
    const path = join(dir, 'plan.json');
    await writeFile(path, text);
    return loadPlan(path);
  }

  it('returns the plan that was saved', async () => {
    assert.deepEqual(await load(renderPlanJson(PLAN)), PLAN);
  });

  it('refuses a plan of another format', async () => {
    await assert.rejects(load(JSON.stringify({ ...PLAN, format: 2 })), (error) => {
      assert.ok(error instanceof RefusedError);
      assert.match(error.message, /is a plan of format 2, and this rollcall knows format 1\.$/u);
      return true;
    });
  });

  for (const [what, text, hint] of [
    ['text', 'users:\n', /^Unexpected token/u],
    ['an empty file', '', /^Unexpected end of JSON input/u],
    ['other JSON', '{ "Users": [] }', /^It has no format\./u],
    ['a plan that lacks something', JSON.stringify({ ...PLAN, digest: undefined }), /'digest'/u],
    [
      'a change that lacks something',
      JSON.stringify({ ...PLAN, changes: [{ key: 'user:ada' }] }),
      /^plan\/changes\/0 /u,
    ],
    ['changes that wait for each other', JSON.stringify(planOf(createUser('a', { dependsOn: ['user:a'] }))), /user:a/u],
  ] as const) {
    it(`says what is wrong with ${what}`, async () => {
      await assert.rejects(load(text), (error) => {
        assert.ok(error instanceof UsageError);
        assert.match(error.message, /plan\.json is not a plan that rollcall saved\.$/u);
        assert.match(error.hint, hint);
        assert.match(error.hint, /Make a plan with: rollcall plan --out /u);
        return true;
      });
    });
  }

  it('passes on why a file cannot be read', async () => {
    await assert.rejects(loadPlan(join(dir, 'missing.json')), { code: 'ENOENT' });
  });
});
