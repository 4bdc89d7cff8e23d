import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Action, Change, Plan } from '../../model/plan.ts';
import { type ResourceType, SINGULAR } from '../../model/resource.ts';
import { fenced, htmlCode, markdownText } from '../text/markdown-text.ts';
import { PLAIN } from '../text/style.ts';
import { ACTION_ORDER, ACTIONS } from './actions.ts';
import type { ApplyRun } from './apply-command.ts';
import { attributeLines } from './attribute-lines.ts';
import { memberLines } from './member-lines.ts';
import { changeDetails, countMembers, planSummary, planTitle, remarks } from './plan-text.ts';
import { renderRefusals } from './refusals.ts';
import { renderDeclaredNowhere, renderUndeclared } from './undeclared.ts';

/** Whether values are shown, or only the names of attributes: comments have more readers than a directory. */
export type ShownValues = 'all' | 'none';

/** GitHub takes comments of 65,536 characters; what others put around the plan needs some of them. */
const MAX_BYTES = 60_000;
/** What the last line takes. */
const RESERVED_BYTES = 200;
const MOST_DIAGNOSTICS = 20;

/**
 * The plan for a reviewer on GitHub or GitLab: summary and removals first, each resource folded. Never longer than
 * 60,000 bytes: what does not fit is counted. Ends with a line feed.
 */
export function renderPlanMarkdown(plan: Plan, values: ShownValues, run: ApplyRun = {}): string {
  const isRemoval = ({ action }: Change) => action === 'deactivate' || action === 'delete';
  const removals = plan.changes.filter(isRemoval);
  const others = plan.changes.filter((change) => !isRemoval(change));
  const blocks = [
    ...section('Removals', removals, values),
    ...section(removals.length === 0 ? 'Changes' : 'Other changes', others, values),
  ];
  return fit(head(plan, values, run), blocks);
}

/** A change, with the heading of its section if it is the first one there. */
function section(title: string, changes: readonly Change[], values: ShownValues): readonly string[] {
  return changes.map((change, index) => `${index === 0 ? `#### ${title}\n\n` : ''}${changeBlock(change, values)}`);
}

function fit(parts: readonly string[], blocks: readonly string[]): string {
  const encoder = new TextEncoder();
  const size = (text: string) => encoder.encode(text).length + 2;
  const kept: string[] = [];
  let left = MAX_BYTES - RESERVED_BYTES;
  const take = (text: string): boolean => {
    left -= size(text);
    if (left >= 0) kept.push(text);
    return left >= 0;
  };
  const whole = parts.every(take);
  const shown = whole ? blocks.findIndex((block) => !take(block)) : 0;
  const more = shown === -1 ? 0 : blocks.length - shown;
  const rest =
    more === 0 ? [] : [`**… and ${more} more ${more === 1 ? 'change' : 'changes'}**, which do not fit here.`];
  return `${[...kept, ...rest].join('\n\n')}\n`;
}

function head(plan: Plan, values: ShownValues, run: ApplyRun): readonly string[] {
  const refusals = renderRefusals(values === 'all' ? plan : withoutVariables(plan), PLAIN, run);
  return [
    `### ${markdownText(planTitle(plan))}`,
    `**${planSummary(plan)}**`,
    ...(plan.changes.length === 0 ? [] : [table(plan)]),
    ...(refusals === '' ? [] : [alert('CAUTION', refusals.split('\n'))]),
    ...diagnostics(plan.diagnostics, values),
    ...renderDeclaredNowhere(plan),
    ...undeclared(plan),
  ];
}

/** What stands for the values of variables in the command that allows the plan. */
function withoutVariables(plan: Plan): Plan {
  return { ...plan, variables: Object.fromEntries(Object.keys(plan.variables).map((name) => [name, '…'])) };
}

const TYPES: readonly ResourceType[] = ['User', 'Group'];

/** How many of each action and type, removals first. */
function table({ changes }: Plan): string {
  const count = (action: Action, type: ResourceType) =>
    changes.filter((change) => change.action === action && change.resource.type === type).length;
  const rows = ACTION_ORDER.toReversed()
    .map((action) => ({ action, counts: TYPES.map((type) => count(action, type)) }))
    .filter(({ counts }) => counts.some((number) => number > 0))
    .map(({ action, counts }) => `| ${ACTIONS[action].verb} | ${counts.join(' | ')} |`);
  return ['| | users | groups |', '|---|--:|--:|', ...rows].join('\n');
}

/** A coloured box on GitHub, a quotation elsewhere. */
function alert(kind: 'CAUTION' | 'WARNING', lines: readonly string[]): string {
  return [`> [!${kind}]`, ...lines.map((line) => `> ${markdownText(line.trim())}<br>`)].join('\n');
}

function diagnostics(all: readonly Diagnostic[], values: ShownValues): readonly string[] {
  if (all.length === 0) return [];
  const worst = all.some(({ severity }) => severity === 'error') ? 'CAUTION' : 'WARNING';
  const rest = all.length - MOST_DIAGNOSTICS;
  const lines = all.slice(0, MOST_DIAGNOSTICS).map(({ code, severity, summary, span }) => {
    const place = span === undefined ? '' : ` at ${span.file}:${span.start.line}`;
    // A summary may quote a value.
    return `${severity} ${code}${place}${values === 'all' ? `: ${summary}` : ''}`;
  });
  return [alert(worst, [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])])];
}

function undeclared({ undeclared: resources }: Plan): readonly string[] {
  return renderUndeclared(resources, PLAIN).map((block) => {
    const [title = '', ...names] = block.split('\n').map((line) => line.trim());
    return details(htmlCode(title), names);
  });
}

function changeBlock(change: Change, values: ShownValues): string {
  const { resource, action, source } = change;
  const { symbol, verb } = ACTIONS[action];
  const type = SINGULAR[resource.type];
  const place = source === null ? '' : ` · ${htmlCode(`${source.file}:${source.line}`)}`;
  const title = `${htmlCode(symbol)} ${verb} ${type} ${htmlCode(resource.name)}${place}`;
  return details(title, values === 'all' ? changeDetails(change, PLAIN) : namesOnly(change));
}

/** The summary is HTML; what it unfolds to begins behind a blank line, so that it is Markdown again. */
function details(summary: string, lines: readonly string[]): string {
  if (lines.length === 0) return `<p>${summary}</p>`;
  return `<details><summary>${summary}</summary>\n\n${fenced('diff', lines)}\n\n</details>`;
}

/** The same lines without a value: neither of attributes, nor of elements that stand in brackets, nor of members. */
function namesOnly(change: Change): readonly string[] {
  const names = attributeLines(change.edits).map(({ symbol, label }) => `${symbol} ${label.replace(/\[.*\]/s, '')}`);
  const members = memberLines(change);
  const count = (symbol: string, { length }: readonly string[]) =>
    length === 0 ? [] : [`${symbol} ${countMembers(length)}`];
  return [
    ...new Set(names),
    ...(members === undefined ? [] : [...count('+', members.add), ...count('-', members.remove)]),
    ...remarks(change),
  ];
}
