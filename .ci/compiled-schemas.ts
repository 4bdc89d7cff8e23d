// An esbuild plugin that puts validators which ajv made beforehand in the place of the files that compile them.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import type { Plugin } from 'esbuild';
import { PLAN_SHAPE_OPTIONS } from '../src/cli/plan/compile-plan-shape.ts';
import { SHAPE_OPTIONS } from '../src/config/check/compile-shapes.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What one file compiles: schemas by name, how, which of them it exports, and what is put in its place. */
interface CompiledFile {
  readonly schemas: readonly string[];
  readonly options: Options;
  readonly exported: readonly string[];
  readonly contents: string;
}

const FILES: Readonly<Record<string, CompiledFile>> = {
  'compile-shapes.ts': {
    schemas: ['resources', 'dialect', 'project'],
    options: SHAPE_OPTIONS,
    exported: ['resources', 'project'],
    contents: "export const compileShapes = () => import('compiled:compile-shapes.ts');",
  },
  'compile-plan-shape.ts': {
    schemas: ['plan'],
    options: PLAN_SHAPE_OPTIONS,
    exported: ['plan'],
    contents: "export const compilePlanShape = async () => (await import('compiled:compile-plan-shape.ts')).plan;",
  },
};

function fileOf(path: string): CompiledFile {
  const file = FILES[basename(path)];
  if (file === undefined) throw new Error(`Nothing is known to be compiled for ${path}.`);
  return file;
}

/** The text of an ES module that exports a validator under the name of each schema. */
async function compiled({ schemas, options, exported }: CompiledFile): Promise<string> {
  const ajv = new Ajv2020({ ...options, code: { source: true, esm: true } });
  const ids: Record<string, string> = {};
  for (const name of schemas) {
    const schema = JSON.parse(await readFile(`${root}schemas/${name}.schema.json`, 'utf8'));
    ajv.addSchema(schema);
    if (exported.includes(name)) ids[name] = schema.$id;
  }
  return standalone.default(ajv, ids);
}

export const compiledSchemas: Plugin = {
  name: 'compiled-schemas',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /[\\/]compile-(plan-shape|shapes)\.ts$/ }, ({ path }) => ({ contents: fileOf(path).contents }));
    onResolve({ filter: /^compiled:/ }, ({ path }) => ({
      path: path.slice('compiled:'.length),
      namespace: 'compiled',
    }));
    onLoad({ filter: /.*/, namespace: 'compiled' }, async ({ path }) => ({
      contents: await compiled(fileOf(path)),
      resolveDir: root,
    }));
  },
};
