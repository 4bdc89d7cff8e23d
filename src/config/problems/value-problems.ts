import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import type { Problem } from './report.ts';
import { usualName } from './usual-names.ts';

/* RC11xx: keys and values. */

export const unknownKey = (key: string, known: readonly string[], where = 'here'): Problem => {
  const hint = didYouMean(key, known);
  const list = hint === '' && known.length > 0 && known.length <= 12 ? ` Known ${where}: ${known.join(', ')}.` : hint;
  return diagnostic('RC1101', `"${key}" is not known ${where}.${list}`, 'key');
};

export const unknownAttribute = (key: string, owner: string, known: readonly string[]): Problem =>
  diagnostic(
    'RC1101',
    `"${key}" is no attribute of ${owner}.` +
      (usualHint(key, owner) ||
        didYouMean(key, known) ||
        ' Attributes of a further schema extension go below its URN, as in "urn:example:extension:2.0:User:".'),
    'attribute',
  );

/** A close name of the user's own attributes is no slip where another attribute has exactly this name. */
function usualHint(key: string, owner: string): string {
  const usual = owner === 'a user' ? usualName(key) : undefined;
  return usual === undefined ? '' : ` Write it as ${usual.entry}`;
}

export const coreUrn = (urn: string): Problem =>
  diagnostic(
    'RC1101',
    `"${urn}" is the core schema, whose attributes are written directly in the entry. Move them up and remove the line.`,
    'attribute',
  );

export const unknownSubAttribute = (key: string, attribute: string, known: readonly string[]): Problem =>
  diagnostic(
    'RC1101',
    `"${attribute}" has no sub-attribute "${key}".${didYouMean(key, known) || ` It has: ${known.join(', ')}.`}`,
    'attribute',
  );

export const misplacedKey = (key: string, place: string): Problem =>
  diagnostic('RC1101', `"${key}" is not known here; it belongs ${place}.`, 'key');

export const wrongType = (expected: string, found: string, example = ''): Problem =>
  diagnostic('RC1102', `Expected ${expected}, found ${found}.${example === '' ? '' : ` For example: ${example}`}`);

export const notBoolean = (found: string): Problem => {
  const words = /^(?:y|yes|n|no|on|off)$/i.test(found) ? ` In YAML 1.2 "${found}" is plain text.` : '';
  return diagnostic('RC1102', `Expected true or false, found text.${words}`);
};

export const tooFewItems = (fewest: number, found: number): Problem =>
  diagnostic('RC1102', `Expected a list of at least ${fewest}, found ${found}.`);

export const tooSmall = (least: number, found: string): Problem =>
  diagnostic('RC1102', `Expected a number of at least ${least}, found ${found}.`);

export const missingKey = (key: string, owner: string): Problem =>
  diagnostic('RC1103', `"${key}" is required in ${owner}. Add it.`, 'key');

export const missingName = (attribute: string, owner: string): Problem =>
  diagnostic(
    'RC1103',
    `Every ${owner} needs "${attribute}": it is the name by which the entry is found on the service. Add it.`,
    'required attribute',
  );

export const notAllowed = (allowed: readonly string[], found: string): Problem =>
  diagnostic(
    'RC1104',
    allowed.length === 1
      ? `Expected "${allowed[0]}", found "${found}".`
      : `"${found}" is not one of ${allowed.map((value) => `"${value}"`).join(', ')}.${didYouMean(found, allowed)}`,
  );

export const attributeTwice = (first: string, second: string): Problem =>
  diagnostic(
    'RC1105',
    `"${second}" and "${first}" name the same attribute, because the case of attribute names and the alias of an ` +
      'extension do not matter. Keep one of them.',
  );

export const emptyText = (mayBeNull = true): Problem =>
  diagnostic(
    'RC1106',
    mayBeNull
      ? 'A text must not be empty, because services disagree about what that means. Write null to clear the attribute, ' +
          'or remove the line to leave it alone.'
      : 'A text must not be empty, and here null may not stand for it either. Write one, or remove what it is part of.',
  );

export const readOnlyAttribute = (name: string, cure: string): Problem =>
  diagnostic('RC1107', `The service sets "${name}" itself, so it cannot be declared. ${cure}`);

export const cannotBeNull = (name: string, expected: string): Problem =>
  diagnostic('RC1108', `"${name}" cannot be cleared. Expected ${expected}. To leave it alone, remove the line.`);

export const emptyElement = (list: string, expected: string): Problem =>
  diagnostic(
    'RC1108',
    `Nothing stands in an element of "${list}". Expected ${expected}. Remove it; to clear the whole list, write [].`,
  );

export const badValue = (expected: string): Problem => diagnostic('RC1109', `Expected ${expected}.`);

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

export const controlCharacter = (character: string): Problem =>
  diagnostic(
    'RC1128',
    `The text holds the control character ${codeOf(character)}, which nobody sees. Remove it; TAB, LF and CR may stand in a text.`,
  );

export const controlInIdentifier = (character: string): Problem =>
  diagnostic(
    'RC1128',
    `A name, an e-mail address or a type is one line, and this one holds the control character ${codeOf(character)}. Remove it.`,
  );

export const loneSurrogate = (): Problem =>
  diagnostic(
    'RC1128',
    'The text holds one half of a surrogate pair, which is no character. Write the character itself, or both halves as one "\\U" escape.',
  );

export const badAttributeName = (key: string): Problem =>
  diagnostic(
    'RC1129',
    `"${key}" is no name of an attribute: it begins with a letter, and letters, digits, "-" and "_" follow (RFC 7643 section 2.1). Correct it.`,
  );
