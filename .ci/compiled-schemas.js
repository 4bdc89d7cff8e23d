// An esbuild plugin that puts validators which ajv made beforehand in the place of the files that compile them.
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { PLAN_SHAPE_OPTIONS } from '../src/cli/plan/compile-plan-shape.ts';
import { SHAPE_OPTIONS } from '../src/config/check/compile-shapes.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A name for each set of validators that one module holds: its schemas, how ajv compiles them, and what to export. */
const MODULES = {
  'compile-shapes.ts': {
    schemas: ['resources', 'dialect', 'project'],
    options: SHAPE_OPTIONS,
    exported: ['resources', 'project'],
    text: `export const compileShapes = () => import('compiled:compile-shapes.ts');`,
  },
  'compile-plan-shape.ts': {
    schemas: ['plan'],
    options: PLAN_SHAPE_OPTIONS,
    exported: ['plan'],
    text: `export const compilePlanShape = async () => (await import('compiled:compile-plan-shape.ts')).plan;`,
  },
};

/** The text of an ES module that exports a validator by the name of each schema. */
async function compiled({ schemas, options, exported }) {
  const ajv = new Ajv2020({ ...options, code: { source: true, esm: true } });
  const ids = {};
  for (const name of schemas) {
    const schema = JSON.parse(await readFile(`${root}schemas/${name}.schema.json`, 'utf8'));
    ajv.addSchema(schema);
    ids[name] = schema.$id;
  }
  return standaloneCode.default(ajv, Object.fromEntries(exported.map((name) => [name, ids[name]])));
}

export const compiledSchemas = {
  name: 'compiled-schemas',
  setup(build) {
    build.onLoad({ filter: /[\\/]compile-(plan-shape|shapes)\.ts$/ }, ({ path }) => ({
      contents: MODULES[path.slice(dirname(path).length + 1)].text,
    }));
    build.onResolve({ filter: /^compiled:/ }, ({ path }) => ({ path: path.slice(9), namespace: 'compiled' }));
    build.onLoad({ filter: /.*/, namespace: 'compiled' }, async ({ path }) => ({
      contents: await compiled(MODULES[path]),
      resolveDir: root,
    }));
  },
};
