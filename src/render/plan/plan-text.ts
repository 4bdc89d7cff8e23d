import { counted } from '../../model/counted.ts';
import type { Action, Change, Plan } from '../../model/plan.ts';
import { SINGULAR } from '../../model/resource.ts';
import { ENDLESS_PAGE, firstOf, hanging, narrower, type Page, USUAL_PAGE } from '../text/page.ts';
import { PLAIN, type Style } from '../text/style.ts';
import { textWidth } from '../text/text-width.ts';
import { visible } from '../text/visible-text.ts';
import { wrapLine } from '../text/wrap-line.ts';
import { ACTION_ORDER, ACTIONS } from './actions.ts';
import type { ApplyRun } from './apply-command.ts';
import { changeDetails } from './change-lines.ts';
import { changeName } from './change-name.ts';
import { type Block, foldChanges } from './fold-changes.ts';
import { renderRefusals } from './refusals.ts';
import { byRisk } from './risk.ts';
import { namedOnes, typeBefore } from './subject-words.ts';
import { balance, touchedGroups } from './touched-groups.ts';
import { renderDeclaredNowhere, renderUndeclared } from './undeclared.ts';

/**
 * The plan for a person at a terminal: where, what changes and which line asks for it, the riskiest first, how much. What
 * is left out for length, the first line tells of. Ends with a line feed.
 */
export function renderPlanText(plan: Plan, style: Style, run: ApplyRun = {}, page: Page = USUAL_PAGE): string {
  const parts = partsOf(plan, style, run, page);
  const isWhole = page.full || equal(parts, partsOf(plan, style, run, { ...page, full: true }));
  const title = isWhole ? planTitle(plan) : `${planTitle(plan)} · CUT: --full shows all`;
  const titleLines = wrapLine(title, page.columns).map(style.bold).join('\n');
  return `${[titleLines, ...parts].filter((part) => part !== '').join('\n\n')}\n`;
}

function partsOf(plan: Plan, style: Style, run: ApplyRun, page: Page): readonly string[] {
  const blocks = foldChanges(byRisk(plan.changes), (change) =>
    changeDetails(change, PLAIN, { ...ENDLESS_PAGE, full: true }),
  );
  return [
    groupsLine(plan, page),
    ...blocks.map((block) => blockText(block, style, page)),
    ...renderUndeclared(plan.undeclared, style, page),
    renderDeclaredNowhere(plan)
      .flatMap((line) => wrapLine(line, page.columns))
      .join('\n'),
    renderRefusals(plan, style, run, page),
    summaryLines(plan, page).map(style.bold).join('\n'),
  ];
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

/** `scim.example.com · profile generic · environment staging` */
export function planTitle({ target, profile, environment, targets }: Plan): string {
  const isSandbox = target.startsWith('sandbox:');
  const host = isSandbox ? 'SANDBOX' : URL.canParse(target) ? new URL(target).host : target;
  return [
    host,
    `profile ${profile}`,
    ...(environment === null ? [] : [`environment ${environment}`]),
    ...(targets.length === 0 ? [] : [`PARTIAL: only ${targets.join(', ')}`]),
  ]
    .map(visible)
    .join(' · ');
}

/** What is partial is said on one line, the last. */
function summaryLines(plan: Plan, page: Page): readonly string[] {
  const summary = planSummary(plan);
  const at = summary.indexOf(' (');
  if (at < 0 || textWidth(summary) <= page.columns) return wrapLine(summary, page.columns);
  return [...wrapLine(summary.slice(0, at), page.columns), summary.slice(at + 1)];
}

/** `Plan: 3 to create, 1 to update, 0 to deactivate, 0 to delete.` or `No changes.` */
export function planSummary({ changes, targets }: Plan): string {
  const partial = targets.length === 0 ? '' : ' (partial: --target leaves out the rest)';
  if (changes.length === 0) return `No changes.${partial}`;
  const counts = ACTION_ORDER.map((action) => ({ action, count: countOf(changes, action) }));
  const shown = counts.filter(({ action, count }) => count > 0 || ACTIONS[action].counted === 'always');
  return `Plan: ${shown.map(({ action, count }) => `${count} to ${ACTIONS[action].verb}`).join(', ')}.${partial}`;
}

function countOf(changes: readonly Change[], action: Action): number {
  return changes.filter((change) => change.action === action).length;
}

const MOST_GROUPS = 200;

/** `Groups: Admins +1 −0 (sensitive), Analysts +2 −1` */
function groupsLine(plan: Plan, page: Page): string {
  const groups = touchedGroups(plan);
  if (groups.length === 0) return '';
  const { shown, rest } = firstOf(groups, MOST_GROUPS, page);
  const names = shown.map(
    (group) => `${visible(group.name)} ${balance(group)}${group.isSensitive ? ' (sensitive)' : ''}`,
  );
  const more = rest === 0 ? [] : [`and ${counted(rest, 'more group')}`];
  return hanging('Groups: ', [...names, ...more].join(', '), page).join('\n');
}

const INDENT = '      ';

function blockText({ changes }: Block, style: Style, page: Page): string {
  const [change] = changes;
  const room = narrower(page, INDENT.length);
  const lines = [
    ...changeDetails(change, style, room),
    ...(changes.length === 1 ? [] : foldedNames(changes, style, room)),
  ];
  return [...title(changes, style, page), ...lines.map((line) => `${INDENT}${line}`)].join('\n');
}

/** `  ~ update user ada@example.com  users.yaml:3`, the place on a line of its own where one is too short. */
function title(changes: Block['changes'], style: Style, page: Page): readonly string[] {
  const [change] = changes;
  const { symbol, verb, colour } = ACTIONS[change.action];
  const isOne = changes.length === 1;
  const name = isOne ? visible(changeName(change)) : counted(changes.length, SINGULAR[change.resource.type]);
  const what = isOne ? `${verb} ${typeBefore(change.resource)}`.trim() : verb;
  const place = placeOf(changes);
  const mark = `  ${style[colour](symbol)} `;
  const width = textWidth(`    ${what} ${name}`);
  const whole = `${mark}${what} ${style.bold(name)}`;
  const end = place === '' ? '' : `  ${style.dim(place)}`;
  if (width + (place === '' ? 0 : textWidth(place) + 2) <= page.columns) return [`${whole}${end}`];
  const head =
    width <= page.columns
      ? [whole]
      : wrapLine(`${what} ${name}`, page.columns - INDENT.length).map(
          (line, index) => `${index === 0 ? mark : INDENT}${line}`,
        );
  return [...head, ...(place === '' ? [] : [`${INDENT}${style.dim(place)}`])];
}

/** Which line asks for a change, or which files ask for several. */
export function placeOf(changes: readonly Change[]): string {
  const [first, ...others] = changes.flatMap(({ source }) => (source === null ? [] : [source]));
  if (first === undefined) return '';
  const isOnePlace = others.every(({ file, line }) => file === first.file && line === first.line);
  if (isOnePlace) return `${visible(first.file)}:${first.line}`;
  const more = new Set(others.map(({ file }) => file).filter((file) => file !== first.file)).size;
  return `${visible(first.file)}${more === 0 ? '' : ` and ${counted(more, 'other file')}`}`;
}

const MOST_NAMES = 20;
/** Whoever goes is named, but for a crowd. */
const MOST_REMOVED = 200;

function foldedNames(changes: Block['changes'], style: Style, page: Page): readonly string[] {
  const most = ACTIONS[changes[0].action].symbol === '-' ? MOST_REMOVED : MOST_NAMES;
  const { shown, rest } = firstOf(namedOnes(changes), most, page);
  if (shown.length === 0) return [];
  const names = shown.map((one) => visible(changeName(one))).join(', ');
  return [...wrapLine(names, page.columns), ...(rest === 0 ? [] : [style.dim(`and ${rest} more`)])];
}
