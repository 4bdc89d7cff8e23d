import type { Finding } from '../model/finding.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../model/json.ts';
import { HIDDEN } from './hidden/hidden-value.ts';
import { visible } from './text/visible-text.ts';

/** What one finding says, as the rest of a sentence: `title is "Miss" instead of "Countess"`. */
export function findingText({ kind, attribute = '', member, expected, found, sinceWrite }: Finding): string {
  const what = member === undefined ? visible(attribute) : memberText(member);

  const since = sinceWrite === true ? ' since our write' : '';
  const areHidden = expected === undefined && found === undefined;
  switch (kind) {
    case 'missing':
      return `${what}${valueAfter(expected)} is missing`;
    case 'remains':
      return `${what}${valueAfter(found)} is still there`;
    case 'different':
      return areHidden
        ? `${what} is another value`
        : `${what} is ${valueText(found)} instead of ${valueText(expected)}`;
    case 'gone':
      return `${what}${valueAfter(expected)} is gone${since}`;
    case 'changed':
    case 'derived':
      return areHidden
        ? `${what} became another value`
        : `${what} is ${valueText(found)} and was ${valueText(expected)}`;
    case 'came':
      return `${what}${valueAfter(found)} came`;
    case 'taken':
      return `${what}${valueAfter(expected)} went with the deactivation`;
    case 'renamed':
      return areHidden ? 'created under another name' : `created as ${valueText(found)}: write this name`;
    case 'absent':
      return 'it is not on the service, which said that it wrote it';
    case 'present':
      return found === 'inactive'
        ? 'it is still on the service, inactive; if that is what DELETE does there, set service.dialect.types.User.delete to deactivates'
        : 'it is still on the service';
    default:
      return kind satisfies never;
  }
}

function memberText(name: string): string {
  return name === HIDDEN ? 'a member' : `member ${visible(name)}`;
}

/** Several findings as one text. */
export function findingsText(findings: readonly Finding[]): string {
  return findings.map(findingText).join('; ');
}

function valueAfter(value: JsonValue | undefined): string {
  return value === undefined ? '' : ` ${valueText(value)}`;
}

const LONGEST = 120;

/** A value as people read it: elements by their value, and whatever is long cut. */
function valueText(value: JsonValue | undefined): string {
  const text = visible(shown(value ?? null));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function shown(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const { value: id, type, ...rest } = value;
  const isPlain = id !== undefined && Object.keys(rest).every((name) => ['primary', 'display', '$ref'].includes(name));
  if (!isPlain) return JSON.stringify(value);
  return typeof type === 'string' ? `${JSON.stringify(id)} (${type})` : JSON.stringify(id);
}
