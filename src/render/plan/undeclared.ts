import type { UndeclaredResource } from '../../model/plan.ts';
import { SINGULAR } from '../../model/resource.ts';
import { firstOf, hanging, type Page } from '../text/page.ts';
import type { Style } from '../text/style.ts';
import { textWidth } from '../text/text-width.ts';
import { visible } from '../text/visible-text.ts';

const MOST_NAMES = 50;
const INDENT = '      ';

/** The resources in scope that no entry declares, one block for each type; empty where there are none. */
export function renderUndeclared(
  undeclared: readonly UndeclaredResource[],
  style: Style,
  page: Page,
): readonly string[] {
  return (['User', 'Group'] as const).flatMap((type) => {
    const found = undeclared.filter((resource) => resource.type === type);
    const [first] = found;
    if (first === undefined) return [];
    const noun = `${SINGULAR[type]}${found.length === 1 ? '' : 's'}`;
    const verb = found.length === 1 ? 'is' : 'are';
    const text = `${found.length} ${noun} in scope ${verb} declared nowhere, and left alone`;
    const place = `${visible(first.source.file)}:${first.source.line}`;
    const isShort = textWidth(`    ${text}  ${place}`) <= page.columns;
    const { shown, rest } = firstOf(found, MOST_NAMES, page);
    return [
      [
        `  ${style.cyan('?')} ${text}${isShort ? `  ${style.dim(place)}` : `\n${INDENT}${style.dim(place)}`}`,
        ...shown.flatMap(({ name }) => hanging(INDENT, visible(name), page)),
        ...(rest > 0 ? [`${INDENT}and ${rest} more`] : []),
      ].join('\n'),
    ];
  });
}
