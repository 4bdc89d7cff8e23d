import * as problems from '../problems/problems.ts';
import { type FileScope, readText } from '../values/read-text.ts';
import { childOf, isNull, type TreeMap } from '../yaml/tree.ts';

/**
 * Reads `variables`, which may not use each other. What is set outside of the files wins, and need not be declared.
 * @param outside by name, from `--var` and `ROLLCALL_VAR_NAME`
 */
export function readVariables(
  project: TreeMap,
  outside: Readonly<Record<string, string>>,
  scope: FileScope,
): ReadonlyMap<string, string> {
  const declared = childOf(project, 'variables');
  const variables = new Map(Object.entries(outside));
  for (const [name, { value }] of declared?.kind === 'map' ? declared.entries : []) {
    if (value.kind !== 'scalar' || isNull(value)) continue;
    if (value.text.includes('${var:')) scope.report(problems.variableInVariable(), value);
    const text = value.text.includes('${var:') ? undefined : readText(value, scope);
    if (!variables.has(name)) variables.set(name, text ?? '');
  }
  return variables;
}
