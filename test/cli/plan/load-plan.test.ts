import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../../src/cli/files/sha256.ts';
import { loadPlan } from '../../../src/cli/plan/load-plan.ts';
import { RefusedError } from '../../../src/cli/terminal/refused-error.ts';
import { UsageError } from '../../../src/cli/terminal/usage-error.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { sealPlan } from '../../../src/plan/seal.ts';
import { renderPlanJson } from '../../../src/render/plan/plan-json.ts';
import { createUser, patchUser, planOf } from '../../apply/plans.ts';

const PLAN = planOf(createUser('ada'), patchUser('bob', { dependsOn: ['user:ada'] }));

const sealed = (plan: object) => sealPlan(plan as Plan, sha256);
const TEXT = renderPlanJson(sealed(PLAN));

describe('loading a plan file', () => {
  let dir = '';
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rollcall-'));
  });
  after(() => rm(dir, { recursive: true }));

  async function load(text: string, expected?: string) {
    const path = join(dir, 'plan.json');
    await writeFile(path, text);
    return loadPlan(path, expected);
  }

  async function refused(loading: Promise<unknown>, reason: RegExp) {
    await assert.rejects(loading, (error) => {
      assert.ok(error instanceof RefusedError);
      assert.match(error.message, reason);
      return true;
    });
  }

  it('returns the plan that was saved', async () => {
    assert.deepEqual(await load(TEXT), sealed(PLAN));
  });

  it('takes nothing for a plan that nests deeper than anything could walk', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    for (const text of [deep, `{"format":2,"changes":${deep}}`, `{"format":${deep}}`]) {
      await assert.rejects(
        load(text),
        (error) => error instanceof UsageError && /^It nests deeper than 256 levels\./u.test(error.hint),
      );
    }
  });

  it('refuses a plan of another format', async () => {
    const reason = /is a plan of format 1, and this rollcall knows format 2\.$/u;
    await refused(load(JSON.stringify({ ...PLAN, format: 1 })), reason);
  });

  it('refuses a plan in which a single letter was changed, or whose checksum was removed', async () => {
    await refused(load(TEXT.replace('"ada"', '"adb"')), /was edited or damaged after rollcall saved it\.$/u);
    await refused(load(JSON.stringify(PLAN)), /was edited or damaged/u);
  });

  it('takes a plan that was only laid out anew', async () => {
    assert.deepEqual(await load(JSON.stringify(sealed(PLAN))), sealed(PLAN));
  });

  it('takes only the very file that is expected, where one is', async () => {
    await load(TEXT, sha256(TEXT).toUpperCase());
    const forged = renderPlanJson(sealed({ ...PLAN, tool: 'rollcall 0.1.1' }));
    await load(forged);
    await refused(load(forged, sha256(TEXT)), /is not the plan that --expect names: its SHA-256 is [0-9a-f]{64}\.$/u);
  });

  for (const [what, text, hint] of [
    ['text', 'users:\n', /^Unexpected token/u],
    ['an empty file', '', /^Unexpected end of JSON input/u],
    ['other JSON', '{ "Users": [] }', /^It has no format\./u],
    ['a plan that lacks something', JSON.stringify(sealed({ ...PLAN, digest: undefined })), /'digest'/u],
    [
      'a change that lacks something',
      JSON.stringify(sealed({ ...PLAN, changes: [{ key: 'user:ada' }] })),
      /^plan\/changes\/0 /u,
    ],
    [
      'changes that wait for each other',
      JSON.stringify(sealed(planOf(createUser('a', { dependsOn: ['user:a'] })))),
      /user:a/u,
    ],
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
