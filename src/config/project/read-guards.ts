import { DEFAULT_LIMITS, type Guards, type Limit, type Limits } from '../../model/guards.ts';
import * as problems from '../problems/problems.ts';
import { type FileScope, readText, scalarAt } from '../values/read-text.ts';
import { childOf, EMPTY_MAP, type TreeMap } from '../yaml/tree.ts';

const NUMBER = /^\d{1,9}$/;
const PERCENT = /^(\d{1,2}|100)%$/;
const PROTECTED = { form: /^(?:user|group):./, example: 'a pattern such as user:root@example.com or group:admin-*' };
const SENSITIVE = {
  form: /^(?:group|attribute):./,
  example: 'group:PATTERN or attribute:NAME, such as group:*-admins',
};

/** Reads `guards`; what is not written has its safe default. */
export function readGuards(project: TreeMap, scope: FileScope): Guards {
  const written = childOf(project, 'guards');
  const guards = written?.kind === 'map' ? written : EMPTY_MAP;
  return {
    maxRemovals: readLimit(guards, 'maxRemovals', scope),
    maxChanges: readLimit(guards, 'maxChanges', scope),
    maxMemberRemovals: readLimit(guards, 'maxMemberRemovals', scope),
    protect: readPatterns(guards, 'protect', PROTECTED, scope),
    sensitive: readPatterns(guards, 'sensitive', SENSITIVE, scope),
  };
}

function readLimit(guards: TreeMap, key: keyof Limits, scope: FileScope): Limit {
  const tree = scalarAt(guards, key);
  const text = tree && readText(tree, scope);
  if (tree === undefined || text === undefined) return DEFAULT_LIMITS[key];
  if (NUMBER.test(text)) return Number(text);
  const [, percent] = PERCENT.exec(text) ?? [];
  if (percent !== undefined) return `${Number(percent)}%`;
  scope.report(problems.badValue('a number such as 20, or a percentage from 0% to 100%'), tree);
  return DEFAULT_LIMITS[key];
}

function readPatterns(
  guards: TreeMap,
  key: 'protect' | 'sensitive',
  { form, example }: typeof PROTECTED,
  scope: FileScope,
): readonly string[] {
  const list = childOf(guards, key);
  const items = list?.kind === 'list' ? list.items : [];
  const patterns = items.flatMap((item) => {
    const text = item.kind === 'scalar' && item.value !== null ? readText(item, scope) : undefined;
    if (text === undefined) return [];
    if (form.test(text)) return [text];
    scope.report(problems.badValue(example), item);
    return [];
  });
  return [...new Set(patterns)];
}
