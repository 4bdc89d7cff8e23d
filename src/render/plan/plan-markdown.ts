import { counted } from '../../model/counted.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Action, Plan } from '../../model/plan.ts';
import { type ResourceType, SINGULAR } from '../../model/resource.ts';
import { byCause } from '../diagnostics/by-cause.ts';
import { fenced, htmlCode, markdownText } from '../text/markdown-text.ts';
import { ENDLESS_PAGE, firstOf, type Page } from '../text/page.ts';
import { PLAIN } from '../text/style.ts';
import { visible } from '../text/visible-text.ts';
import { ACTION_ORDER, ACTIONS } from './actions.ts';
import type { ApplyRun } from './apply-command.ts';
import { changeDetails } from './change-lines.ts';
import { changeName } from './change-name.ts';
import { fitBlocks } from './fit-blocks.ts';
import { type Block, foldChanges } from './fold-changes.ts';
import { placeOf, planSummary, planTitle } from './plan-text.ts';
import { REFUSED, refusalReasons, remedy } from './refusals.ts';
import { byRisk, RISK_TITLES, RISKS, type Risk } from './risk.ts';
import { namedOnes, typeBefore } from './subject-words.ts';
import { balance, touchedGroups } from './touched-groups.ts';
import { renderDeclaredNowhere, renderUndeclared } from './undeclared.ts';

/** GitHub takes comments of 65,536 characters; what others put around the plan needs some of them. */
const MAX_BYTES = 60_000;
/** GitHub takes step summaries of 1 MiB. */
const FULL_BYTES = 900_000;
/** What the first line says of what is left out. */
const RESERVED_BYTES = 400;
const MOST_DIAGNOSTICS = 20;

/**
 * The plan for a reviewer on GitHub or GitLab: what it touches first, then the changes by risk, each folded. Never longer
 * than 60,000 bytes, or 900,000 where it is to be whole: the least risky goes first, the sensitive last, and the first line
 * says so. Ends with a line feed.
 * @param plans how many stand in one comment, which they share
 */
export function renderPlanMarkdown(plan: Plan, run: ApplyRun = {}, full = false, plans = 1): string {
  const page: Page = { ...ENDLESS_PAGE, full };
  const head = headParts(plan, run, page);
  const title = planTitle(plan);
  const room = (full ? FULL_BYTES : MAX_BYTES) / plans - RESERVED_BYTES - bytesOf([markdownText(title)]);
  const blocks = foldChanges(byRisk(plan.changes), (change) => changeDetails(change, PLAIN, { ...page, full: true }));
  const { parts, isCut } = fitHead(head, room / 2);
  const headings = sectionHeadings(blocks);
  const taken = bytesOf([...parts, ...headings.values()]);
  const fitted = fitBlocks(blocks, room - taken, (block) => blockForms(block, page));
  const cut = cutNote(fitted, isCut);
  return `${[
    `### ${markdownText(`${title}${cut === '' ? '' : ` · CUT: ${cut}`}`)}`,
    ...parts,
    ...RISKS.flatMap((risk) => {
      const shown = fitted.kept.filter(({ block }) => block.risk === risk).map(({ text }) => text);
      const heading = headings.get(risk);
      return heading === undefined ? [] : [heading, ...shown];
    }),
    ...(fitted.dropped === 0
      ? []
      : [
          `**… and ${counted(fitted.dropped, 'more change')}**, which ${fitted.dropped === 1 ? 'does' : 'do'} not fit here.`,
        ]),
  ].join('\n\n')}\n`;
}

/** `4,200 changes are only counted, 300 only named; the whole: --full, or --format html` */
function cutNote({ dropped, named }: { readonly dropped: number; readonly named: number }, isHeadCut: boolean): string {
  const what = [
    ...(dropped === 0 ? [] : [`${counted(dropped, 'change')} only counted`]),
    ...(named === 0 ? [] : [`${counted(named, 'change')} only named`]),
    ...(isHeadCut ? ['the head shortened'] : []),
  ];
  return what.length === 0 ? '' : `${what.join(', ')}; rollcall plan --format html shows all`;
}

function bytesOf(parts: Iterable<string>): number {
  const encoder = new TextEncoder();
  return [...parts].reduce((sum, text) => sum + encoder.encode(text).length + 2, 0);
}

/** The parts of the head that fit, in their order: what is too long gives way to what comes behind it. */
function fitHead(
  parts: readonly string[],
  room: number,
): { readonly parts: readonly string[]; readonly isCut: boolean } {
  let free = room;
  const fitting = parts.filter((part) => {
    const size = bytesOf([part]);
    if (size > free) return false;
    free -= size;
    return true;
  });
  return { parts: fitting, isCut: fitting.length < parts.length };
}

function sectionHeadings(blocks: readonly Block[]): ReadonlyMap<Risk, string> {
  const counts = Map.groupBy(blocks, ({ risk }) => risk);
  return new Map(
    [...counts].map(([risk, held]) => {
      const count = held.reduce((sum, { changes }) => sum + changes.length, 0);
      return [risk, `#### ${RISK_TITLES[risk]} (${count})`];
    }),
  );
}

function headParts(plan: Plan, run: ApplyRun, page: Page): readonly string[] {
  return [
    `**${planSummary(plan)}**`,
    ...refusals(plan, run, page),
    ...(plan.changes.length === 0 ? [] : [table(plan)]),
    ...(plan.changes.length === 0 || isFaulty(plan) ? [] : [`Plan id \`${plan.id}\``]),
    ...groups(plan, page),
    ...diagnostics(plan.diagnostics),
    ...renderDeclaredNowhere(plan),
    ...undeclared(plan, page),
  ];
}

/** Such a plan is applied by no command, so that its id would promise what nothing keeps. */
function isFaulty({ diagnostics: found }: Plan): boolean {
  return found.some(({ severity }) => severity === 'error');
}

const MOST_REASONS = 20;

function refusals(plan: Plan, run: ApplyRun, page: Page): readonly string[] {
  const { shown, rest } = firstOf(refusalReasons(plan, page), MOST_REASONS, page);
  if (shown.length === 0) return [];
  const { text, command } = remedy(plan, run);
  const more = rest === 0 ? [] : [`and ${counted(rest, 'more reason')}`];
  return [
    alert('CAUTION', [
      REFUSED,
      ...shown.flatMap((reason) => reason.split('\n')),
      ...more,
      command === undefined ? text : `${text} ${command}`,
    ]),
  ];
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

/** As many groups as a reader can take in; where there are no more, all of them. */
const MOST_GROUPS = 200;
const MOST_GROUP_BYTES = 20_000;

function groups(plan: Plan, page: Page): readonly string[] {
  const all = touchedGroups(plan);
  if (all.length === 0) return [];
  const named = all.map((group) => {
    const text = `${htmlCode(group.name)} ${balance(group)}`;
    return group.isSensitive ? `**${text} sensitive**` : text;
  });
  const { shown, rest } = firstOf(named, MOST_GROUPS, page);
  const fitting = page.full ? shown.length : longestFitting(shown, MOST_GROUP_BYTES);
  const left = rest + shown.length - fitting;
  return [
    `Groups: ${[...shown.slice(0, fitting), ...(left === 0 ? [] : [`and ${counted(left, 'more group')}`])].join(', ')}`,
  ];
}

/** How many texts from the first on take at most so many bytes. */
function longestFitting(texts: readonly string[], bytes: number): number {
  let used = 0;
  const index = texts.findIndex((text) => {
    used += bytesOf([text]);
    return used > bytes;
  });
  return index === -1 ? texts.length : index;
}

/** A coloured box on GitHub, a quotation elsewhere. */
function alert(kind: 'CAUTION' | 'WARNING', lines: readonly string[]): string {
  return [`> [!${kind}]`, ...lines.map((line) => `> ${markdownText(line.trim())}<br>`)].join('\n');
}

function diagnostics(all: readonly Diagnostic[]): readonly string[] {
  if (all.length === 0) return [];
  const worst = all.some(({ severity }) => severity === 'error') ? 'CAUTION' : 'WARNING';
  const causes = byCause(all);
  const rest = causes.length - MOST_DIAGNOSTICS;
  const lines = causes.slice(0, MOST_DIAGNOSTICS).flatMap((one) => diagnosticLines(one));
  return [alert(worst, [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])])];
}

/** Of a longer one, the terminal and the page show the rest. */
const MOST_DETAIL = 500;

/** What is wrong and where, and below it why and what to do. */
function diagnosticLines({ code, severity, summary, detail = '', span }: Diagnostic): string[] {
  const what = `${severity} ${code}${span === undefined ? '' : ` at ${span.file}:${span.start.line}`}`;
  const cut = detail.length > MOST_DETAIL ? `${detail.slice(0, MOST_DETAIL)}…` : detail;
  return [`${what}: ${summary}`, ...cut.split('\n').filter((line) => line.trim() !== '')];
}

function undeclared({ undeclared: resources }: Plan, page: Page): readonly string[] {
  return renderUndeclared(resources, PLAIN, page).map((block) => {
    const [title = '', ...names] = block.split('\n').map((line) => line.trim());
    return details(htmlCode(title), names);
  });
}

const MOST_NAMES = 200;

/** A block whole, and as its title alone. */
function blockForms({ changes }: Block, page: Page): readonly [string, string] {
  const [change] = changes;
  const { resource, action } = change;
  const { symbol, verb } = ACTIONS[action];
  const place = placeOf(changes);
  const end = place === '' ? '' : ` · ${htmlCode(place)}`;
  const name =
    changes.length === 1
      ? `${typeBefore(resource)}${htmlCode(changeName(change))}`
      : counted(changes.length, SINGULAR[resource.type]);
  const title = `${htmlCode(symbol)} ${verb} ${name}${end}`;
  const { shown, rest } = firstOf(changes.length === 1 ? [] : namedOnes(changes), MOST_NAMES, page);
  const names = shown.map((one) => `  ${visible(changeName(one))}`);
  const lines = [...changeDetails(change, PLAIN, page), ...names, ...(rest === 0 ? [] : [`  and ${rest} more`])];
  return [details(title, lines), `<p>${title}</p>`];
}

/** The summary is HTML; what it unfolds to begins behind a blank line, so that it is Markdown again. */
function details(summary: string, lines: readonly string[]): string {
  if (lines.length === 0) return `<p>${summary}</p>`;
  return `<details><summary>${summary}</summary>\n\n${fenced('diff', lines)}\n\n</details>`;
}
