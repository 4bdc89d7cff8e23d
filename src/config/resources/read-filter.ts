import { DECLARABLE_ATTRIBUTES } from '../../model/attribute-table.ts';
import { PLURAL, type ResourceType } from '../../model/resource.ts';
import type { Filter } from '../../syntax/filter/filter.ts';
import { FilterSyntaxError } from '../../syntax/filter/filter-syntax-error.ts';
import { parseFilter } from '../../syntax/filter/parse-filter.ts';
import { checkFilter, type FilterSubject } from '../check/check-filter-text.ts';
import * as problems from '../problems/problems.ts';
import type { Report } from '../problems/report.ts';
import { type FileScope, readText } from '../values/read-text.ts';
import type { TreeScalar } from '../yaml/tree.ts';

/** The text of a SCIM filter that names nothing but attributes of the type; undefined after a report. */
export function readFilter(
  scalar: TreeScalar,
  type: ResourceType,
  subject: FilterSubject,
  scope: FileScope,
): string | undefined {
  const text = readText(scalar, scope);
  return text && checkedFilter(text, scalar, type, subject, scope);
}

/** The same of a text that comes from a scalar, and is not all that stands there. */
export function checkedFilter(
  text: string,
  scalar: TreeScalar,
  type: ResourceType,
  subject: FilterSubject,
  scope: FileScope,
): string | undefined {
  const filter = parsedFilter(text, scalar, scope.report);
  if (filter === undefined) return undefined;
  const problem = checkFilter(filter, DECLARABLE_ATTRIBUTES[type], PLURAL[type], subject);
  if (problem !== undefined) scope.report(problem, scalar);
  return problem === undefined ? text : undefined;
}

/** The filter that a text from a scalar is, whatever it names; undefined after a report. */
export function parsedFilter(text: string, scalar: TreeScalar, report: Report): Filter | undefined {
  try {
    return parseFilter(text);
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    report(problems.badFilter(error.message, text.slice(error.position)), scalar);
    return undefined;
  }
}
