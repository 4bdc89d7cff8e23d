import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv';
import { build } from 'esbuild';
import fc from 'fast-check';
import { parse } from 'yaml';
import { compiledSchemas } from '../../.ci/compiled-schemas.ts';
import { compilePlanShape } from '../../src/cli/plan/compile-plan-shape.ts';
import { compileShapes } from '../../src/config/check/compile-shapes.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { sealPlan } from '../../src/plan/seal.ts';
import { planOf } from '../support/planning.ts';

const ROOT = new URL('../../', import.meta.url);

/** What a file of `src` exports once the build has put compiled validators in its place. */
async function built(path: string) {
  const { outputFiles } = await build({
    entryPoints: [new URL(path, ROOT).pathname],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    plugins: [compiledSchemas],
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
}

/** A document with up to five of its values replaced, dropped or joined by another key. */
function changed(document: JsonValue): fc.Arbitrary<JsonValue> {
  const change = fc.record({ at: fc.array(fc.nat(), { maxLength: 6 }), key: fc.string(), value: fc.jsonValue() });
  return fc.array(change, { maxLength: 5 }).map((changes) => {
    const copy = structuredClone(document);
    for (const { at, key, value } of changes) place(copy, at, key, value as JsonValue);
    return copy;
  });
}

function place(root: JsonValue, at: readonly number[], key: string, value: JsonValue): void {
  let node = root as Record<string, JsonValue>;
  for (const step of at) {
    const keys = Object.keys(node);
    const next = keys[step % Math.max(keys.length, 1)];
    const child = next === undefined ? undefined : node[next];
    if (next === undefined || typeof child !== 'object' || child === null) {
      if (next !== undefined) node[next] = value;
      return;
    }
    node = child as Record<string, JsonValue>;
  }
  node[key] = value;
}

/** The verdict and every error, with the place and the schema's own words. */
function judged(validate: ValidateFunction, document: JsonValue): unknown {
  return [validate(document), (validate.errors ?? []).map(({ schema: _schema, ...error }) => error)];
}

const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

describe('the validators that the build makes of the JSON Schemas', () => {
  const cases = [
    {
      name: 'project files',
      document: () => parse(read('examples/quickstart/rollcall.yaml')),
      slow: async () => (await compileShapes()).project,
      fast: async () => (await (await built('src/config/check/compile-shapes.ts')).compileShapes()).project,
    },
    {
      name: 'resource files',
      document: () => parse(read('examples/quickstart/users/research.yaml')),
      slow: async () => (await compileShapes()).resources,
      fast: async () => (await (await built('src/config/check/compile-shapes.ts')).compileShapes()).resources,
    },
    {
      name: 'plan files',
      document: () =>
        JSON.parse(JSON.stringify(sealPlan(planOf({ users: [{ attributes: { userName: 'ada' } }] }), String))),
      slow: compilePlanShape,
      fast: async () => (await built('src/cli/plan/compile-plan-shape.ts')).compilePlanShape(),
    },
  ];
  for (const { name, document, slow, fast } of cases) {
    it(`say of ${name} what ajv says`, async () => {
      const [here, there] = await Promise.all([slow(), fast()]);
      const verdicts = new Set<boolean>();
      fc.assert(
        fc.property(changed(document()), (value) => {
          assert.deepEqual(judged(there, value), judged(here, value));
          verdicts.add(here(value));
        }),
        { numRuns: 300, seed: 22 },
      );
      assert.equal(verdicts.size, 2, 'all were right, or all wrong');
    });
  }
});
