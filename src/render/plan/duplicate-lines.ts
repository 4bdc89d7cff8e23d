import type { PossibleDuplicate } from '../../model/guards.ts';
import type { Source } from '../../model/span.ts';
import { HIDDEN, isForeign } from '../hidden/hidden-value.ts';
import { differsUnseen, escapedText } from '../text/escaped-text.ts';
import { visible } from '../text/visible-text.ts';
import { yamlText } from '../text/yaml-text.ts';

const SHARED = { employeeNumber: 'employeeNumber', externalId: 'externalId', emails: 'e-mail address' } as const;

/** Each possible duplicate in a sentence or two; a line of its own, to be copied, says that both are one. */
export function duplicateLines(duplicates: readonly PossibleDuplicate[]): readonly string[] {
  return duplicates.map((duplicate) => `${reason(duplicate)} ${cure(duplicate)}`);
}

function reason({ key, source, does, shares, other }: PossibleDuplicate): string {
  const name = key.slice(key.indexOf(':') + 1);
  const isHidden = differsUnseen(name, other.name);
  const shown = (text: string): string => `"${isHidden ? escapedText(text) : visible(text)}"`;
  const entry = `${shown(name)} (${place(source)})`;
  const holder = holderText(other, shown);
  const declared = other.source === undefined ? 'which no entry declares' : `which ${place(other.source)} declares`;
  const act = { create: 'would be created', rename: 'would be a new name', nothing: 'is inactive and not there' }[does];
  if (shares === 'name') return `${entry} ${act} and looks like ${holder}, ${declared}.`;
  const loss = does === 'nothing' ? ' and ownership would remove' : '';
  return `${entry} ${act} and has the ${SHARED[shares]} of ${holder}, ${declared}${loss}.`;
}

function holderText({ name, source }: PossibleDuplicate['other'], shown: (text: string) => string): string {
  if (isForeign(name)) return name;
  return source === undefined ? `${shown(name)} on the service` : shown(name);
}

function cure({ write, other }: PossibleDuplicate): string {
  if (write !== undefined) {
    const value = write.value === HIDDEN ? HIDDEN : yamlText(write.value);
    return `If both are one, write in the entry:\n${write.key}: ${value}`;
  }
  return other.source === undefined
    ? 'Take another name, or remove the other one first.'
    : 'Merge the two entries, or correct one of the names.';
}

function place({ file, line }: Source): string {
  return `${visible(file)}:${line}`;
}
