import type { JsonValue } from '../../model/json.ts';
import { foldCase } from '../../model/resource.ts';
import { instantOf } from '../instant.ts';
import type { CompareOperator, CompareValue } from './filter.ts';

interface ComparisonRules {
  readonly caseExact: boolean;
  readonly isDateTime: boolean;
}

/** Applies a comparison of RFC 7644 section 3.4.2.2 to two values; values of different types are not equal, and neither is less. */
export function compareValues(
  actual: JsonValue,
  op: CompareOperator,
  expected: NonNullable<CompareValue>,
  rules: ComparisonRules,
): boolean {
  if (typeof actual === 'string' && typeof expected === 'string') return compareStrings(actual, op, expected, rules);
  if (typeof actual === 'number' && typeof expected === 'number') return compareOrdered(actual, op, expected);
  if (op === 'eq') return actual === expected;
  return op === 'ne' && actual !== expected;
}

function compareStrings(actual: string, op: CompareOperator, expected: string, rules: ComparisonRules): boolean {
  if (rules.isDateTime) {
    const instants = [instantOf(actual), instantOf(expected)] as const;
    const valid = !instants.some(Number.isNaN);
    if (valid && op !== 'co' && op !== 'sw' && op !== 'ew') return compareOrdered(instants[0], op, instants[1]);
  }
  const left = rules.caseExact ? actual : foldCase(actual);
  const right = rules.caseExact ? expected : foldCase(expected);
  switch (op) {
    case 'co':
      return left.includes(right);
    case 'sw':
      return left.startsWith(right);
    case 'ew':
      return left.endsWith(right);
    default:
      return compareOrdered(left, op, right);
  }
}

function compareOrdered<T extends string | number>(left: T, op: CompareOperator, right: T): boolean {
  switch (op) {
    case 'eq':
      return left === right;
    case 'ne':
      return left !== right;
    case 'gt':
      return left > right;
    case 'ge':
      return left >= right;
    case 'lt':
      return left < right;
    case 'le':
      return left <= right;
    default:
      return false;
  }
}
