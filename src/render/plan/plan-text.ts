import type { Action, Change, Plan, PlannedRequest } from '../../model/plan.ts';
import { SINGULAR } from '../../model/resource.ts';
import type { Style } from '../text/style.ts';
import { visible } from '../text/visible-text.ts';
import { ACTION_ORDER, ACTIONS } from './actions.ts';
import type { ApplyRun } from './apply-command.ts';
import { type AttributeLine, attributeLines } from './attribute-lines.ts';
import { memberLines } from './member-lines.ts';
import { renderRefusals } from './refusals.ts';
import { renderDeclaredNowhere, renderUndeclared } from './undeclared.ts';

/** The plan for a person at a terminal: where, what changes and which line asks for it, how much. Ends with a line feed. */
export function renderPlanText(plan: Plan, style: Style, run: ApplyRun = {}): string {
  const blocks = plan.changes.map((change) => changeBlock(change, style));
  const parts = [
    style.bold(planTitle(plan)),
    ...blocks,
    ...renderUndeclared(plan.undeclared, style),
    renderDeclaredNowhere(plan).join('\n'),
    renderRefusals(plan, style, run),
    style.bold(planSummary(plan)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
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

function changeBlock(change: Change, style: Style): string {
  const { symbol, verb, colour } = ACTIONS[change.action];
  const type = SINGULAR[change.resource.type];
  const source = change.source === null ? '' : `  ${style.dim(`${visible(change.source.file)}:${change.source.line}`)}`;
  const title = `  ${style[colour](symbol)} ${verb} ${type} ${style.bold(visible(change.resource.name))}${source}`;
  return [title, ...changeDetails(change, style).map((line) => `      ${line}`)].join('\n');
}

/** What a change does, a line for each attribute, for the members and for each remark; begins with +, ~, - or a blank. */
export function changeDetails(change: Change, style: Style): readonly string[] {
  return [
    ...attributeBlock(attributeLines(change.edits), style),
    ...memberBlock(change, style),
    ...remarks(change).map((remark) => style.dim(remark)),
  ];
}

const WIDEST = 36;

function attributeBlock(lines: readonly AttributeLine[], style: Style): readonly string[] {
  const width = Math.min(WIDEST, Math.max(0, ...lines.map(({ label }) => label.length)));
  return lines.map((line) => {
    const values = [line.before, line.after].filter((value) => value !== undefined).join(` ${style.dim('→')} `);
    return `${symbolOf(line.symbol, style)} ${`${line.label}:`.padEnd(width + 1)} ${values}`;
  });
}

function symbolOf(symbol: AttributeLine['symbol'], style: Style): string {
  const colour = ({ '+': 'green', '~': 'yellow', '-': 'red' } as const)[symbol];
  return style[colour](symbol);
}

const MOST_NAMES = 20;

function memberBlock(change: Change, style: Style): readonly string[] {
  const members = memberLines(change);
  if (members === undefined) return [];
  const line = (symbol: '+' | '-', names: readonly string[]) =>
    names.length === 0 ? [] : [`${symbolOf(symbol, style)} ${countMembers(names.length)}: ${nameList(names)}`];
  return [
    ...line('+', members.add),
    ...members.reasons.map(({ because, names }) => {
      const who = names.length === members.add.length ? '' : `${nameList(names)} `;
      return `  ${style.dim(`${who}by rule: ${because}`)}`;
    }),
    ...line('-', members.remove),
    ...(members.unchanged === 0 ? [] : [`  ${style.dim(`${countMembers(members.unchanged)} unchanged`)}`]),
  ];
}

/** `2 members` */
export function countMembers(count: number): string {
  return count === 1 ? '1 member' : `${count} members`;
}

function nameList(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : '';
  return `${names.slice(0, MOST_NAMES).join(', ')}${more}`;
}

/** What a reviewer should know besides the values. */
export function remarks({ notes, neededBy, requests, undeclared }: Change): readonly string[] {
  const mayDiffer = (purpose: PlannedRequest['purpose']) =>
    requests.some((request) => request.purpose === purpose && 'otherwise' in request);
  const all = [
    ...(undeclared === true ? ['in scope and declared nowhere'] : []),
    ...(neededBy === undefined ? [] : [`needed by ${neededBy}`]),
    ...notes,
    ...(mayDiffer('attributes')
      ? ['if the service refuses to change or remove one value by filter, the whole attribute is replaced']
      : []),
    ...(mayDiffer('members') ? ['if the service refuses to remove a member by filter, it gets a list of ids'] : []),
  ];
  return all.map(visible);
}
