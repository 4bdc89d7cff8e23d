import { readFile } from 'node:fs/promises';
import type { ValidateFunction } from 'ajv';
import type { SealedPlan } from '../../model/plan.ts';

/** How ajv compiles the schema, here and in the build. */
export const PLAN_SHAPE_OPTIONS = { strict: false };

/**
 * The compiled JSON Schema of plan files; replaced by code made beforehand in what is built and packed
 * (.ci/compiled-schemas.ts).
 */
export async function compilePlanShape(): Promise<ValidateFunction<SealedPlan>> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const schema = new URL('../../../schemas/plan.schema.json', import.meta.url);
  return new Ajv2020(PLAN_SHAPE_OPTIONS).compile<SealedPlan>(JSON.parse(await readFile(schema, 'utf8')));
}
