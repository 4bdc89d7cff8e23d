import { counted } from '../../model/counted.ts';
import type { Change, PlannedRequest, Sensitivity } from '../../model/plan.ts';
import { HIDDEN } from '../hidden/hidden-value.ts';
import { firstOf, hanging, type Page } from '../text/page.ts';
import type { Style } from '../text/style.ts';
import { textWidth } from '../text/text-width.ts';
import { visible } from '../text/visible-text.ts';
import { wrapLine } from '../text/wrap-line.ts';
import { type AttributeLine, attributeLines } from './attribute-lines.ts';
import { type MemberLine, memberLines, membersTaken } from './member-lines.ts';

/** What a change does, a line or more for each attribute, each member and each remark; begins with !, +, ~, - or a blank. */
export function changeDetails(change: Change, style: Style, page: Page): readonly string[] {
  return [
    ...sensitiveReasons(change).flatMap((reason) => hanging('! ', reason, page).map(coloured('!', style))),
    ...attributeBlock(attributeLines(change.edits, page), style, page),
    ...memberBlock(change, style, page),
    ...remarks(change).flatMap((remark) => wrapLine(remark, page.columns).map(style.dim)),
  ];
}

/** Why a reviewer is shown a change first, in sentences; none where nothing calls for that. */
export function sensitiveReasons({ key, sensitive = [] }: Change): readonly string[] {
  const groups = sensitive.filter((reason) => reason.by === 'group').map((reason) => groupReason(reason, key));
  const labels = sensitive.filter((reason) => reason.by === 'attribute').map(({ label }) => visible(label));
  return [...groups, ...(labels.length === 0 ? [] : [`sensitive: ${labels.join(', ')}`])];
}

function groupReason({ key }: Extract<Sensitivity, { by: 'group' }>, own: string): string {
  const name = visible(key.slice('group:'.length));
  if (name === HIDDEN) return 'sensitive: who joins is in another group, which holds this group';
  return key === own ? 'sensitive: who joins' : `sensitive: who joins is in ${name}, which holds this group`;
}

function coloured(symbol: Symbol, style: Style): (line: string) => string {
  return (line) => (line.startsWith(symbol) ? `${symbolOf(symbol, style)}${line.slice(symbol.length)}` : line);
}

type Symbol = AttributeLine['symbol'] | '!';

function symbolOf(symbol: Symbol, style: Style): string {
  const colour = ({ '+': 'green', '~': 'yellow', '-': 'red', '!': 'red' } as const)[symbol];
  return style[colour](symbol);
}

const WIDEST = 36;
const INDENT = '    ';

function attributeBlock(lines: readonly AttributeLine[], style: Style, page: Page): readonly string[] {
  const width = Math.min(WIDEST, Math.max(0, ...lines.map(({ label }) => label.length)));
  return lines.flatMap((line) => attributeRows(line, width, style, page));
}

/** On one line, or where that is too long each value on lines of its own. */
function attributeRows(line: AttributeLine, width: number, style: Style, page: Page): readonly string[] {
  const values = [line.before, line.after].filter((value) => value !== undefined);
  const label = `${line.label}:`;
  const symbol = symbolOf(line.symbol, style);
  if (values.length === 0) return [`${symbol} ${line.label}`];
  const whole = `  ${label.padEnd(width + 1)} ${values.join(' → ')}`;
  if (textWidth(whole) <= page.columns)
    return [`${symbol} ${label.padEnd(width + 1)} ${values.join(` ${style.dim('→')} `)}`];
  const [first = '', second] = values;
  return [
    `${symbol} ${label}`,
    ...hanging(INDENT, first, page),
    ...(second === undefined ? [] : hanging('  → ', second, page)),
  ];
}

/** So many members stand behind their number. */
const FEW_MEMBERS = 3;
const MOST_MEMBERS = 20;
/** Of those who join a sensitive group, none but a crowd is left out. */
const MOST_SENSITIVE = 200;

function memberBlock(change: Change, style: Style, page: Page): readonly string[] {
  const members = memberLines(change);
  if (members === undefined) return [];
  const isSensitive = change.sensitive?.some(({ by }) => by === 'group') === true;
  return [
    ...memberRows('+', members.add, isSensitive ? MOST_SENSITIVE : MOST_MEMBERS, style, page),
    ...memberRows('-', members.remove, MOST_MEMBERS, style, page),
    ...(members.unchanged === 0 ? [] : [`  ${style.dim(`${countMembers(members.unchanged)} unchanged`)}`]),
  ];
}

function memberRows(
  symbol: '+' | '-',
  members: readonly MemberLine[],
  most: number,
  style: Style,
  page: Page,
): readonly string[] {
  if (members.length === 0) return [];
  const sign = symbolOf(symbol, style);
  const head = `${sign} ${countMembers(members.length)}`;
  if (members.every(({ name }) => name === HIDDEN)) return [head];
  const names = members.map(({ name }) => name).join(', ');
  const short = `${countMembers(members.length)}: ${names}`;
  const isByRule = members.some(({ because }) => because !== undefined);
  if (members.length <= FEW_MEMBERS && !isByRule && textWidth(short) + 2 <= page.columns) return [`${head}: ${names}`];
  const { shown, rest } = firstOf(members, most, page);
  return [
    head,
    ...shown.flatMap((member) => memberRow(`${symbol}   `, member, style, page)),
    ...(rest === 0 ? [] : [`${INDENT}${style.dim(`and ${rest} more`)}`]),
  ].map(coloured(symbol, style));
}

function memberRow(mark: string, { name, because }: MemberLine, style: Style, page: Page): readonly string[] {
  if (because === undefined) return hanging(mark, name, page);
  const reason = `by rule: ${because}`;
  const whole = `${mark}${name}  ${reason}`;
  if (textWidth(whole) <= page.columns) return [`${mark}${name}  ${style.dim(reason)}`];
  return [...hanging(mark, name, page), ...hanging(`${INDENT}  `, reason, page).map(style.dim)];
}

/** `2 members` */
export function countMembers(count: number): string {
  return count === 1 ? '1 member' : `${count} members`;
}

/** What a reviewer should know besides the values. */
export function remarks(change: Change): readonly string[] {
  const { notes, neededBy, requests, undeclared, notSelected } = change;
  const taken = membersTaken(change);
  const mayDiffer = (purpose: PlannedRequest['purpose']) =>
    requests.some((request) => request.purpose === purpose && 'otherwise' in request);
  const all = [
    ...(undeclared === true ? [`in scope and ${notSelected === true ? 'not selected here' : 'declared nowhere'}`] : []),
    ...(neededBy === undefined ? [] : [`needed by ${neededBy}`]),
    ...(taken === 0 ? [] : [`${counted(taken, 'member')} ${taken === 1 ? 'loses' : 'lose'} it`]),
    ...notes,
    ...(mayDiffer('attributes')
      ? ['if the service refuses to change or remove one value by filter, the whole attribute is replaced']
      : []),
    ...(mayDiffer('members') ? ['if the service refuses to remove a member by filter, it gets a list of ids'] : []),
  ];
  return all.map(visible);
}
