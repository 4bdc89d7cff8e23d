import { isRetyped } from '../format/plain-text.ts';

/*
 * The part of YAML that nearly every file keeps to, with its style decided: what `fmt` would print of it is printed here
 * without the whole grammar, which takes more than ten times as long. Whatever is not sure to come out the same is left to
 * the whole grammar; property tests compare both.
 */

/** A value with its style. */
export type Styled = StyledScalar | StyledMap | StyledList;

export interface StyledScalar {
  readonly kind: 'scalar';
  /** As it is written, quotes included. */
  readonly literal: string;
}

export interface StyledMap {
  readonly kind: 'map';
  /** On one line, in braces. */
  readonly isFlow: boolean;
  readonly entries: readonly (readonly [key: string, value: Styled])[];
}

export interface StyledList {
  readonly kind: 'list';
  /** On one line, in brackets. */
  readonly isFlow: boolean;
  /** A list of maps has blank lines around those that take several lines. */
  readonly isSpaced: boolean;
  readonly items: readonly Styled[];
}

/** A text that no YAML reader takes for anything but itself, in brackets too. */
const SURE = /^[\p{L}\p{N}+_/](?:[\p{L}\p{N}._@+/'&()-]| (?! ))*$/u;
/** What JSON and YAML escape in different ways, or in several. */
const ODD = /[\p{C}\p{Z}]/u;
/** Nothing odd is ASCII that prints, which is found out faster. */
const PRINTABLE_ASCII = /^[ -~]*$/;

/** True for a text that may stand without quotes, so that quotes around it or their absence are kept. */
export function isSure(text: string): boolean {
  return SURE.test(text) && !text.endsWith(' ') && !isRetyped(text);
}

/** True for a text whose quoted forms are beyond doubt. */
export function isQuotable(text: string): boolean {
  return PRINTABLE_ASCII.test(text) || !ODD.test(text.replaceAll(' ', ''));
}

/** True for a map that takes several lines, which blank lines set apart from its neighbours in a list. */
export function isTall(value: Styled | undefined): boolean {
  return value?.kind === 'map' && !value.isFlow && value.entries.length > 1;
}

/** One element of a block list, from its dash to its last line break. */
export function printItem(item: Styled, indent: string): string {
  if (item.kind === 'map' && !item.isFlow)
    return `${indent}- ${printEntries(item, `${indent}  `).slice(indent.length + 2)}`;
  return `${indent}- ${printInline(item)}\n`;
}

function printEntries({ entries }: StyledMap, indent: string): string {
  let text = '';
  for (const [key, value] of entries) text += `${indent}${key}:${printBelow(value, indent)}`;
  return text;
}

/** What follows the colon of a key. */
function printBelow(value: Styled, indent: string): string {
  if (value.kind === 'scalar' || value.isFlow) return ` ${printInline(value)}\n`;
  if (value.kind === 'map') return `\n${printEntries(value, `${indent}  `)}`;
  return `\n${printItems(value.items, value.isSpaced, `${indent}  `)}`;
}

/** The elements of a block list, each in lines of its own. */
export function printItems(items: readonly Styled[], isSpaced: boolean, indent: string): string {
  let text = '';
  for (const [index, item] of items.entries()) {
    if (index > 0 && isSpaced && (isTall(item) || isTall(items[index - 1]))) text += '\n';
    text += printItem(item, indent);
  }
  return text;
}

function printInline(value: Styled): string {
  if (value.kind === 'scalar') return value.literal;
  if (value.kind === 'list') return `[${value.items.map(printInline).join(', ')}]`;
  if (value.entries.length === 0) return '{}';
  return `{ ${value.entries.map(([key, inner]) => `${key}: ${printInline(inner)}`).join(', ')} }`;
}
