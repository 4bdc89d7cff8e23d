import { counted } from '../../model/counted.ts';
import type { Plan, UndeclaredResource } from '../../model/plan.ts';
import { PLURAL, SINGULAR } from '../../model/resource.ts';
import { isForeign } from '../hidden/hidden-value.ts';
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
    const { shown, rest } = firstOf(
      found.filter(({ name }) => !isForeign(name)),
      MOST_NAMES,
      page,
    );
    return [
      [
        `  ${style.cyan('?')} ${text}${isShort ? `  ${style.dim(place)}` : `\n${INDENT}${style.dim(place)}`}`,
        ...shown.flatMap(({ name }) => hanging(INDENT, visible(name), page)),
        ...(rest > 0 ? [`${INDENT}and ${rest} more`] : []),
      ].join('\n'),
    ];
  });
}

/**
 * How much of the service no entry declares, in a sentence: `No entry declares 2 active users, 1 inactive user and 3 groups
 * of the service.` Another one says what was not listed, and so not counted. Empty where all is declared.
 */
export function renderDeclaredNowhere({ declaredNowhere }: Plan): readonly string[] {
  const { User, Group } = declaredNowhere;
  const parts = [
    ...some(User?.active, 'active user'),
    ...some(User?.inactive, 'inactive user'),
    ...some(Group?.active, 'group'),
  ];
  const list = listed(parts);
  const elsewhere = [...some(User?.notSelected, 'user'), ...some(Group?.notSelected, 'group')];
  const unknown = (['User', 'Group'] as const).filter((type) => declaredNowhere[type] === null);
  const types = unknown.map((type) => PLURAL[type]).join(' and ');
  return [
    ...(list === undefined ? [] : [`No entry declares ${list} of the service.`]),
    ...(elsewhere.length === 0 ? [] : [`Not selected here: ${listed(elsewhere)} of the service.`]),
    ...(types === ''
      ? []
      : [`The ${types} were looked up by name: what no entry declares, and who may be there twice, was not checked.`]),
  ];
}

/** `2 users, 1 group and 3 others`; undefined for nothing. */
function listed(parts: readonly string[]): string | undefined {
  const last = parts.at(-1);
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${last}` : last;
}

function some(count: number | undefined, noun: string): readonly string[] {
  return count === undefined || count === 0 ? [] : [counted(count, noun)];
}
