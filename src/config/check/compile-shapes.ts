import { readFile } from 'node:fs/promises';
import type { AnySchemaObject, ValidateFunction } from 'ajv';

/** The JSON Schemas of `schemas/`, compiled: the same files that editors use. */
export interface Shapes {
  readonly project: ValidateFunction;
  readonly resources: ValidateFunction;
}

/** How ajv compiles them, here and in the build. */
export const SHAPE_OPTIONS = { allErrors: true, verbose: true, allowUnionTypes: true, allowMatchingProperties: true };

/**
 * The compiled schemas of the project file and of resource files. What is built and packed holds code that ajv made of
 * them beforehand in the place of this file (.ci/compiled-schemas.ts), because compiling takes longer than most projects.
 */
export async function compileShapes(): Promise<Shapes> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020(SHAPE_OPTIONS);
  const [resources, dialect] = await Promise.all([readSchema('resources'), readSchema('dialect')]);
  ajv.addSchema([resources, dialect]);
  return { resources: ajv.compile({ $ref: `${resources.$id}#` }), project: ajv.compile(await readSchema('project')) };
}

async function readSchema(name: string): Promise<AnySchemaObject> {
  return JSON.parse(await readFile(new URL(`../../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
}
