import type { UndeclaredResource } from '../../model/plan.ts';
import { SINGULAR } from '../../model/resource.ts';
import type { Style } from '../text/style.ts';
import { visible } from '../text/visible-text.ts';

const MOST_NAMES = 50;

/** The resources in scope that no entry declares, one block for each type; empty where there are none. */
export function renderUndeclared(undeclared: readonly UndeclaredResource[], style: Style): readonly string[] {
  return (['User', 'Group'] as const).flatMap((type) => {
    const found = undeclared.filter((resource) => resource.type === type);
    const [first] = found;
    if (first === undefined) return [];
    const noun = `${SINGULAR[type]}${found.length === 1 ? '' : 's'}`;
    const verb = found.length === 1 ? 'is' : 'are';
    const source = style.dim(`${first.source.file}:${first.source.line}`);
    const title = `  ${style.cyan('?')} ${found.length} ${noun} in scope ${verb} declared nowhere, and left alone  ${source}`;
    const names = found.slice(0, MOST_NAMES).map(({ name }) => `      ${visible(name)}`);
    const rest = found.length - MOST_NAMES;
    return [[title, ...names, ...(rest > 0 ? [`      and ${rest} more`] : [])].join('\n')];
  });
}
