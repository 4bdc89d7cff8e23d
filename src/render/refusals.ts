import { counted } from '../model/counted.ts';
import type { Excess, Limits, Refusal } from '../model/guards.ts';
import { SINGULAR } from '../model/resource.ts';
import type { Style } from './style.ts';
import { visible } from './visible-text.ts';

/**
 * Why a plan is refused, each reason with its numbers and the flag that allows exactly that, where there is one.
 * @returns lines without a line feed at the end; empty where nothing is refused
 */
export function renderRefusals(refusals: readonly Refusal[], style: Style): string {
  if (refusals.length === 0) return '';
  const reasons = refusals.flatMap(reasonsOf).map((reason) => `  ${style.red('!')} ${reason}`);
  return [style.red(style.bold('Refused: this plan may not be applied as it is.')), ...reasons, remedy(refusals)].join(
    '\n',
  );
}

/** `--allow removals=12 --allow changes=30` as far as flags help, and a sentence where they do not. */
function remedy(refusals: readonly Refusal[]): string {
  const flags = refusals.flatMap((refusal) => ('allow' in refusal ? [`--allow ${refusal.allow}`] : []));
  const command = `rollcall apply ${flags.join(' ')}`;
  if (flags.length === refusals.length) return `  To allow exactly this plan and no more: ${command}`;
  return `  No flag allows all of this.${flags.length === 0 ? '' : ` To allow exactly the rest: ${command}`}`;
}

function reasonsOf(refusal: Refusal): readonly string[] {
  switch (refusal.guard) {
    case 'maxRemovals':
    case 'maxChanges':
    case 'maxMemberRemovals':
      return refusal.excesses.map(
        (excess) =>
          `${excessText(refusal.guard, excess)}, and ${refusal.guard} (${refusal.limit}) allows ${excess.allowed}.`,
      );
    case 'irreversible':
      return [
        `${counted(refusal.keys.length, 'deletion')} cannot be undone on this service: ${nameList(refusal.keys)}.`,
      ];
    case 'nothingDeclared':
      return [nothingDeclared(refusal)];
    case 'protected':
      return [protectedText(refusal)];
    default:
      return refusal satisfies never;
  }
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
