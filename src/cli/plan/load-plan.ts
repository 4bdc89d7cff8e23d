import { readFile } from 'node:fs/promises';
import { graphFault } from '../../apply/graph-fault.ts';
import { isDeeperThan, isJsonObject, type JsonValue } from '../../model/json.ts';
import { PLAN_FORMAT, type SealedPlan } from '../../model/plan.ts';
import { checksumOf } from '../../plan/seal.ts';
import { sha256 } from '../files/sha256.ts';
import { RefusedError } from '../terminal/refused-error.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { compilePlanShape } from './compile-plan-shape.ts';

/** Deeper than any plan, whose values a service or a file may nest themselves. */
const MOST_LEVELS = 256;

/**
 * Reads a plan file. Throws UsageError where it is none or was cut, RefusedError where it is of another format, was
 * edited or is not the expected one, and the system's error where it cannot be read.
 * @param expected SHA-256 of the file, if somebody vouches for one
 */
export async function loadPlan(path: string, expected?: string): Promise<SealedPlan> {
  // Of a folder the system does not say which.
  const bytes = await readFile(path).catch((error) => Promise.reject(Object.assign(error, { path })));
  const text = bytes.toString('utf8');
  if (expected !== undefined) checkExpected(path, sha256(bytes), expected);
  const value = parse(text, path);
  if (isDeeperThan(value, MOST_LEVELS)) throw damaged(path, `It nests deeper than ${MOST_LEVELS} levels.`);
  if (!isJsonObject(value) || value['format'] === undefined) throw damaged(path, 'It has no format.');
  if (value['format'] !== PLAN_FORMAT) {
    const format = JSON.stringify(value['format']);
    throw new RefusedError(
      `${path} is a plan of format ${format}, and this rollcall knows format ${PLAN_FORMAT}.`,
      'Make a new plan with this rollcall.',
    );
  }
  if (value['checksum'] !== checksumOf(value, sha256)) {
    throw new RefusedError(
      `${path} was edited or damaged after rollcall saved it.`,
      'Change the files of the project instead, and make a new plan.',
    );
  }
  const plan = await validate(value, path);
  const fault = graphFault(plan);
  if (fault !== undefined) throw damaged(path, fault);
  return plan;
}

function checkExpected(path: string, actual: string, expected: string): void {
  if (actual === expected.toLowerCase()) return;
  throw new RefusedError(
    `${path} is not the plan that --expect names: its SHA-256 is ${actual}.`,
    'Take the file that was reviewed, or review this one.',
  );
}

function parse(text: string, path: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(path, cause instanceof Error ? `${cause.message}.` : '', cause);
  }
}

async function validate(value: JsonValue, path: string): Promise<SealedPlan> {
  const isPlan = await compilePlanShape();
  if (isPlan(value)) return value;
  const [error] = isPlan.errors ?? [];
  throw damaged(path, `plan${error?.instancePath ?? ''} ${error?.message ?? 'has another shape'}.`);
}

function damaged(path: string, reason: string, cause?: unknown): UsageError {
  const hint = `${reason} Make a plan with: rollcall plan --out plan.json`.trimStart();
  return new UsageError(`${path} is not a plan that rollcall saved.`, hint, { cause });
}
