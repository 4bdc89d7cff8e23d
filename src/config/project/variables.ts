import * as problems from '../problems/problems.ts';
import type { Problem } from '../problems/report.ts';
import { type FileScope, readText } from '../values/read-text.ts';
import { childOf, isNull, type TreeMap } from '../yaml/tree.ts';

/**
 * Reads `variables`, which `--var` overrides. They may use the environment and files, but not each other.
 * @param reportFlag takes what is wrong with `--var`, which has no place in a file
 */
export function readVariables(
  project: TreeMap,
  flags: Readonly<Record<string, string>>,
  scope: FileScope,
  reportFlag: (problem: Problem) => void,
): ReadonlyMap<string, string> {
  const declared = childOf(project, 'variables');
  const entries = declared?.kind === 'map' ? declared.entries : new Map<never, never>();
  for (const name of Object.keys(flags)) {
    if (!entries.has(name)) reportFlag(problems.unknownFlagVariable(name, entries.keys()));
  }
  const variables = new Map(Object.entries(flags));
  for (const [name, { value }] of entries) {
    if (variables.has(name) || value.kind !== 'scalar' || isNull(value)) continue;
    if (value.text.includes('${var:')) scope.report(problems.variableInVariable(), value);
    else variables.set(name, readText(value, scope) ?? '');
  }
  return variables;
}
