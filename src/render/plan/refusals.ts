import { counted } from '../../model/counted.ts';
import type { Excess, Limits, Refusal } from '../../model/guards.ts';
import type { Plan } from '../../model/plan.ts';
import { SINGULAR } from '../../model/resource.ts';
import { firstOf, hanging, type Page, USUAL_PAGE } from '../text/page.ts';
import type { Style } from '../text/style.ts';
import { textWidth } from '../text/text-width.ts';
import { visible } from '../text/visible-text.ts';
import { type ApplyRun, applyCommand } from './apply-command.ts';
import { duplicateLines } from './duplicate-lines.ts';

/**
 * Why a plan is refused, each reason with its numbers, and the command that allows exactly that, where there is one.
 * @param run what the command needs beside the plan
 * @returns lines without a line feed at the end; empty where nothing is refused
 */
export function renderRefusals(plan: Plan, style: Style, run: ApplyRun = {}, page: Page = USUAL_PAGE): string {
  if (plan.refusals.length === 0) return '';
  const reasons = refusalReasons(plan, page).flatMap((reason) => {
    const [said = '', ...toCopy] = reason.split('\n');
    const lines = hanging('  ! ', said, page);
    return [
      ...lines.map((line, index) => (index === 0 ? line.replace('!', style.red('!')) : line)),
      ...toCopy.map((line) => `      ${line}`),
    ];
  });
  const head = style.red(style.bold(REFUSED));
  return [head, ...reasons, ...remedyLines(plan, run, page)].join('\n');
}

/** What a refused plan is called. */
export const REFUSED = 'Refused: this plan may not be applied as it is.';

/** The reasons alone, a sentence each; what follows a line feed is a line to copy. */
export function refusalReasons({ refusals }: Plan, page: Page): readonly string[] {
  return refusals.flatMap((refusal) => reasonsOf(refusal, page));
}

/** What to do about it: a sentence, and the command that allows as much as flags can, where they can. */
export function remedy(plan: Plan, run: ApplyRun): { readonly text: string; readonly command?: string } {
  const allowable = plan.refusals.filter((refusal) => 'allow' in refusal).length;
  const command = applyCommand(plan, run);
  if (allowable === plan.refusals.length) return { text: 'To allow exactly this plan and no more:', command };
  const none = 'No flag allows all of this.';
  return allowable === 0 ? { text: none } : { text: `${none} To allow exactly the rest:`, command };
}

/** A command is never broken, so that it can be copied. */
function remedyLines(plan: Plan, run: ApplyRun, page: Page): readonly string[] {
  const { text, command } = remedy(plan, run);
  const lines = hanging('  ', text, page);
  if (command === undefined) return lines;
  const whole = `  ${text} ${command}`;
  return textWidth(whole) <= page.columns ? [whole] : [...lines, `      ${command}`];
}

function reasonsOf(refusal: Refusal, page: Page): readonly string[] {
  switch (refusal.guard) {
    case 'maxRemovals':
    case 'maxChanges':
    case 'maxMemberRemovals':
      return refusal.excesses.map(
        (excess) =>
          `${excessText(refusal.guard, excess)}${wholeText(excess)}, and ${refusal.guard} (${refusal.limit}) allows ${excess.allowed}.`,
      );
    case 'irreversible':
      return [
        `${counted(refusal.keys.length, 'deletion')} cannot be undone on this service: ${nameList(refusal.keys, page)}.`,
      ];
    case 'duplicates':
      return duplicateLines(refusal.duplicates);
    case 'nothingDeclared':
      return [nothingDeclared(refusal)];
    case 'protected':
      return [protectedText(refusal)];
    default:
      return refusal satisfies never;
  }
}

function wholeText({ whole }: Excess): string {
  return whole === undefined ? '' : ` in this part and ${whole} in the whole plan`;
}

function excessText(guard: keyof Limits, { of, count, population }: Excess): string {
  if (guard === 'maxMemberRemovals') return `${visible(of)} would lose ${count} of its ${population} members`;
  const what = guard === 'maxRemovals' ? 'deleted or deactivated' : 'changed';
  return `${count} of ${population} ${of} would be ${what}`;
}

function nothingDeclared({ type, removals }: Extract<Refusal, { guard: 'nothingDeclared' }>): string {
  const noun = SINGULAR[type];
  return (
    `No ${noun} is declared, and ownership.${noun}s would remove ${counted(removals, noun)} for that. ` +
    'Check what "resources" in rollcall.yaml collects; nothing allows this.'
  );
}

const DONE = { delete: 'deleted', deactivate: 'deactivated', rename: 'renamed' } as const;

function protectedText({ key, by, action, undeclared }: Extract<Refusal, { guard: 'protected' }>): string {
  const reason = by === 'caller' ? 'it is the user that rollcall works as' : `${by} protects it`;
  const ways = [
    ...(undeclared ? ['declare it', 'narrow the scope'] : []),
    ...(by === 'caller' ? [] : [`change ${by} first`]),
  ];
  const cure = ways.length === 0 ? 'somebody else must do that' : ways.join(', or ');
  return `${visible(key)} would be ${DONE[action]}, but ${reason}. No flag allows that: ${cure}.`;
}

const MOST_NAMES = 20;

function nameList(keys: readonly string[], page: Page): string {
  const { shown, rest } = firstOf(keys, MOST_NAMES, page);
  return `${shown.map(visible).join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`;
}
