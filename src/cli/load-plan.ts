import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { graphFault } from '../apply/graph-fault.ts';
import { isJsonObject, type JsonValue } from '../model/json.ts';
import { PLAN_FORMAT, type Plan } from '../model/plan.ts';
import { RefusedError } from './refused-error.ts';
import { UsageError } from './usage-error.ts';

const SCHEMA = new URL('../../schemas/plan.schema.json', import.meta.url);

/**
 * Reads a plan file. Throws UsageError where it is none or was damaged, RefusedError where it is of another format,
 * and the system's error where it cannot be read.
 */
export async function loadPlan(path: string): Promise<Plan> {
  const value = parse(await readFile(path, 'utf8'), path);
  if (!isJsonObject(value) || value['format'] === undefined) throw damaged(path, 'It has no format.');
  if (value['format'] !== PLAN_FORMAT) {
    const format = JSON.stringify(value['format']);
    throw new RefusedError(
      `${path} is a plan of format ${format}, and this rollcall knows format ${PLAN_FORMAT}.`,
      'Make a new plan with this rollcall.',
    );
  }
  const plan = await validate(value, path);
  const fault = graphFault(plan);
  if (fault !== undefined) throw damaged(path, fault);
  return plan;
}

function parse(text: string, path: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(path, cause instanceof Error ? `${cause.message}.` : '', cause);
  }
}

async function validate(value: JsonValue, path: string): Promise<Plan> {
  const ajv = new Ajv2020({ strict: false });
  const isPlan = ajv.compile<Plan>(JSON.parse(await readFile(SCHEMA, 'utf8')));
  if (isPlan(value)) return value;
  throw damaged(path, `${ajv.errorsText(isPlan.errors, { dataVar: 'plan' })}.`);
}

function damaged(path: string, reason: string, cause?: unknown): UsageError {
  const hint = `${reason} Make a plan with: rollcall plan --out ${path}`.trimStart();
  return new UsageError(`${path} is not a plan that rollcall saved.`, hint, { cause });
}
