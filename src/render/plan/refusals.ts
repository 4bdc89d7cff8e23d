import { counted } from '../../model/counted.ts';
import type { Excess, Limits, Refusal } from '../../model/guards.ts';
import type { Plan } from '../../model/plan.ts';
import { SINGULAR } from '../../model/resource.ts';
import type { Style } from '../text/style.ts';
import { visible } from '../text/visible-text.ts';
import { type ApplyRun, applyCommand } from './apply-command.ts';
import { duplicateLines } from './duplicate-lines.ts';

/**
 * Why a plan is refused, each reason with its numbers, and the command that allows exactly that, where there is one.
 * @param run what the command needs beside the plan
 * @returns lines without a line feed at the end; empty where nothing is refused
 */
export function renderRefusals(plan: Plan, style: Style, run: ApplyRun = {}): string {
  if (plan.refusals.length === 0) return '';
  const reasons = plan.refusals.flatMap(reasonsOf).map((reason) => `  ${style.red('!')} ${reason}`);
  const head = style.red(style.bold('Refused: this plan may not be applied as it is.'));
  return [head, ...reasons, remedy(plan, run)].join('\n');
}

/** The command with `--allow removals=12 --allow changes=30` as far as flags help, and a sentence where they do not. */
function remedy(plan: Plan, run: ApplyRun): string {
  const allowable = plan.refusals.filter((refusal) => 'allow' in refusal).length;
  const command = applyCommand(plan, run);
  if (allowable === plan.refusals.length) return `  To allow exactly this plan and no more: ${command}`;
  return `  No flag allows all of this.${allowable === 0 ? '' : ` To allow exactly the rest: ${command}`}`;
}

function reasonsOf(refusal: Refusal): readonly string[] {
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
        `${counted(refusal.keys.length, 'deletion')} cannot be undone on this service: ${nameList(refusal.keys)}.`,
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

function nameList(keys: readonly string[]): string {
  const more = keys.length > MOST_NAMES ? `, and ${keys.length - MOST_NAMES} more` : '';
  return `${keys.slice(0, MOST_NAMES).map(visible).join(', ')}${more}`;
}
