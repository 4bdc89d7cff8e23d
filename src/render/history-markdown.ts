import type { ChangeHistory, RunHistory } from '../model/history/run-history.ts';
import { changedValues, runRemarks, runTitle } from './history-text.ts';
import { fenced, htmlCode, markdownText } from './text/markdown-text.ts';

/** Most bytes of a comment on GitHub, less what others put around it. */
const MAX_BYTES = 60_000;
/** What the last line takes. */
const RESERVED_BYTES = 200;

/** One past apply for a comment: how it ended, then a change each, what is not done first. Never longer than 60,000 bytes. */
export function renderRunMarkdown(run: RunHistory): string {
  const blocks = run.changes.toSorted((a, b) => rank(a) - rank(b)).map((change) => block(change));
  const head = [`### ${markdownText(runTitle(run))}`, `**${summary(run)}**`, ...runRemarks(run).map(markdownText)];
  const encoder = new TextEncoder();
  const size = (text: string) => encoder.encode(text).length + 2;
  let left = MAX_BYTES - RESERVED_BYTES - size(head.join('\n\n'));
  const fitting = blocks.findIndex((text) => {
    left -= size(text);
    return left < 0;
  });
  const shown = fitting < 0 ? blocks : blocks.slice(0, fitting);
  const more = blocks.length - shown.length;
  const rest = more === 0 ? [] : [`**… and ${more} more**, which do not fit here: rollcall history shows them.`];
  return `${[...head, ...shown, ...rest].join('\n\n')}\n`;
}

function rank({ result }: ChangeHistory): number {
  return result === 'done' ? 1 : 0;
}

/** `done: 3 of 4 changes` */
function summary({ end, planned, changes }: RunHistory): string {
  const done = changes.filter(({ result }) => result === 'done').length;
  return `${end}: ${done} of ${planned} ${planned === 1 ? 'change' : 'changes'}`;
}

function block(change: ChangeHistory): string {
  const { action, result, because } = change;
  const reason = because === null ? '' : ` · ${htmlCode(because)}`;
  const title = `${result}: ${action ?? ''} ${htmlCode(change.key)}${reason}`;
  const lines = changedValues(change);
  if (lines.length === 0) return `<p>${title}</p>`;
  return `<details><summary>${title}</summary>\n\n${fenced('diff', lines)}\n\n</details>`;
}
