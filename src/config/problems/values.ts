import { didYouMean } from '../../model/did-you-mean.ts';
import { error, type Problem } from './problem.ts';

/* RC11xx: keys and values. */

export const unknownKey = (key: string, known: readonly string[], where = 'here'): Problem => {
  const hint = didYouMean(key, known);
  const list = hint === '' && known.length > 0 && known.length <= 12 ? ` Known ${where}: ${known.join(', ')}.` : hint;
  return error('RC1101', 'unknown key', `"${key}" is not known ${where}.${list}`);
};

export const unknownAttribute = (key: string, owner: string, known: readonly string[]): Problem =>
  error(
    'RC1101',
    'unknown attribute',
    `"${key}" is no attribute of ${owner}.` +
      (didYouMean(key, known) ||
        ' Attributes of a further schema extension go below its URN, as in "urn:example:extension:2.0:User:".'),
  );

export const coreUrn = (urn: string): Problem =>
  error(
    'RC1101',
    'unknown attribute',
    `"${urn}" is the core schema, whose attributes are written directly in the entry. Move them up and remove the line.`,
  );

export const unknownSubAttribute = (key: string, attribute: string, known: readonly string[]): Problem =>
  error(
    'RC1101',
    'unknown attribute',
    `"${attribute}" has no sub-attribute "${key}".${didYouMean(key, known) || ` It has: ${known.join(', ')}.`}`,
  );

export const misplacedKey = (key: string, place: string): Problem =>
  error('RC1101', 'unknown key', `"${key}" is not known here; it belongs ${place}.`);

export const wrongType = (expected: string, found: string, example = ''): Problem =>
  error(
    'RC1102',
    'wrong type of value',
    `Expected ${expected}, found ${found}.${example === '' ? '' : ` For example: ${example}`}`,
  );

export const notBoolean = (found: string): Problem => {
  const words = /^(?:y|yes|n|no|on|off)$/i.test(found) ? ` In YAML 1.2 "${found}" is plain text.` : '';
  return error('RC1102', 'wrong type of value', `Expected true or false, found text.${words}`);
};

export const tooFewItems = (fewest: number, found: number): Problem =>
  error('RC1102', 'wrong type of value', `Expected a list of at least ${fewest}, found ${found}.`);

export const tooSmall = (least: number, found: string): Problem =>
  error('RC1102', 'wrong type of value', `Expected a number of at least ${least}, found ${found}.`);

export const missingKey = (key: string, owner: string): Problem =>
  error('RC1103', 'missing key', `"${key}" is required in ${owner}. Add it.`);

export const missingName = (attribute: string, owner: string): Problem =>
  error(
    'RC1103',
    'missing required attribute',
    `Every ${owner} needs "${attribute}": it is the name by which the entry is found on the service. Add it.`,
  );

export const notAllowed = (allowed: readonly string[], found: string): Problem =>
  error(
    'RC1104',
    'value not allowed',
    allowed.length === 1
      ? `Expected "${allowed[0]}", found "${found}".`
      : `"${found}" is not one of ${allowed.map((value) => `"${value}"`).join(', ')}.${didYouMean(found, allowed)}`,
  );

export const attributeTwice = (first: string, second: string): Problem =>
  error(
    'RC1105',
    'attribute written twice',
    `"${second}" and "${first}" name the same attribute, because the case of attribute names and the alias of an ` +
      'extension do not matter. Keep one of them.',
  );

export const emptyText = (mayBeNull = true): Problem =>
  error(
    'RC1106',
    'empty text',
    mayBeNull
      ? 'A text must not be empty, because services disagree about what that means. Write null to clear the attribute, ' +
          'or remove the line to leave it alone.'
      : 'A text must not be empty, and here null may not stand for it either. Write one, or remove what it is part of.',
  );

export const readOnlyAttribute = (name: string, cure: string): Problem =>
  error(
    'RC1107',
    'attribute belongs to the service',
    `The service sets "${name}" itself, so it cannot be declared. ${cure}`,
  );

export const cannotBeNull = (name: string, expected: string): Problem =>
  error(
    'RC1108',
    'cannot be null',
    `"${name}" cannot be cleared. Expected ${expected}. To leave it alone, remove the line.`,
  );

export const extensionNull = (): Problem =>
  error(
    'RC1108',
    'cannot be null',
    'An extension cannot be cleared as a whole. Write null for each of its attributes that is to be cleared, ' +
      'or remove the line to leave them all alone.',
  );

export const badValue = (expected: string): Problem =>
  error('RC1109', 'value has the wrong form', `Expected ${expected}.`);
