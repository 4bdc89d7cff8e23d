import { type CST, isCollection, isNode, isPair, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { JsonValue } from '../../model/json.ts';
import { inlineText } from './inline-text.ts';
import { lineEnd, lineStart, type TextEdit } from './text-edits.ts';

/** The text that is edited. */
export interface EditedText {
  readonly text: string;
  readonly isJson: boolean;
}

/** Puts another value behind a key; an anchor in front of it stays. */
export function replaceValue(pair: Pair, value: JsonValue, inFlow: boolean, { text, isJson }: EditedText): TextEdit {
  const node = pair.value;
  const written = inlineText(value, { isJson, inFlow, before: node });
  const isInline =
    isNode(node) && node.range && node.range[1] > node.range[0] && !(isCollection(node) && node.flow !== true);
  if (isInline && node.range) return { start: node.range[0], end: contentEnd(node, text), text: written };
  const start = colonOf(pair) + 1;
  return { start, end: Math.max(start, contentEnd(node, text)), text: ` ${written}` };
}

/** Puts another value in the place of an item of a list; an anchor in front of it stays. */
export function replaceItem(item: Scalar, value: JsonValue, inFlow: boolean, { text, isJson }: EditedText): TextEdit {
  const [start = 0] = item.range ?? [];
  return { start, end: contentEnd(item, text), text: inlineText(value, { isJson, inFlow, before: item }) };
}

/** Adds a key behind another one of its map. */
export function addKey(
  map: YAMLMap,
  key: string,
  value: JsonValue,
  after: Pair | undefined,
  edited: EditedText,
): TextEdit {
  const { text, isJson } = edited;
  const inFlow = map.flow === true;
  const name = isJson ? JSON.stringify(key) : key;
  const written = `${name}: ${inlineText(value, { isJson, inFlow })}`;
  const [start = 0, end = 0] = map.range ?? [];
  if (after === undefined) return { start, end, text: `{ ${written} }` };
  const at = inFlow ? contentEnd(after, text) : lineEnd(text, contentEnd(after, text));
  return { start: at, end: at, text: inFlow ? `, ${written}` : `\n${' '.repeat(indentOf(map))}${written}` };
}

/** Takes elements out of a list, and adds others at its end. */
export function changeList(
  pair: Pair,
  list: YAMLSeq,
  removed: ReadonlySet<number>,
  added: readonly JsonValue[],
  edited: EditedText,
): readonly TextEdit[] {
  const kept = list.items.flatMap((_, index) => (removed.has(index) ? [] : [index]));
  const last = kept.at(-1);
  if (last === undefined) return [replaceValue(pair, added, list.flow === true, edited)];
  return list.flow === true
    ? changeFlowList(list, removed, added, last, edited)
    : changeBlockList(list, removed, added, last, edited);
}

function changeFlowList(
  { items }: YAMLSeq,
  removed: ReadonlySet<number>,
  added: readonly JsonValue[],
  last: number,
  { text, isJson }: EditedText,
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const index of removed) {
    if (index < last) edits.push({ start: startOf(items[index]), end: startOf(items[index + 1]), text: '' });
  }
  const start = contentEnd(items[last], text);
  const more = added.map((value) => `, ${inlineText(value, { isJson, inFlow: true })}`).join('');
  return [...edits, { start, end: contentEnd(items.at(-1), text), text: more }];
}

function changeBlockList(
  list: YAMLSeq,
  removed: ReadonlySet<number>,
  added: readonly JsonValue[],
  last: number,
  { text, isJson }: EditedText,
): readonly TextEdit[] {
  const dashes = dashesOf(list);
  const edits = [...removed].map((index) => {
    const dash = dashes[index] ?? 0;
    const end = lineEnd(text, Math.max(dash, contentEnd(list.items[index], text)));
    return { start: lineStart(text, dash), end: Math.min(end + 1, text.length), text: '' };
  });
  const at = lineEnd(text, Math.max(dashes[last] ?? 0, contentEnd(list.items[last], text)));
  const indent = ' '.repeat(indentOf(list));
  const more = added.map((value) => `\n${indent}- ${inlineText(value, { isJson, inFlow: false })}`).join('');
  return more === '' ? edits : [...edits, { start: at, end: at, text: more }];
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** Where the text of a node ends, without the blanks, comments and line breaks behind it. */
function contentEnd(node: unknown, text: string): number {
  if (isPair(node)) {
    const end = contentEnd(node.value, text);
    return Math.max(end, contentEnd(node.key, text), colonOf(node) + 1);
  }
  if (isCollection(node) && node.flow !== true) return contentEnd(node.items.at(-1), text);
  if (!isNode(node) || !node.range) return 0;
  const [start, end] = node.range;
  return start + text.slice(start, end).trimEnd().length;
}

/** The offset of the colon of a pair; only pairs that were read have one. */
function colonOf({ srcToken }: Pair & { readonly srcToken?: CST.CollectionItem }): number {
  return srcToken?.sep?.find(({ type }) => type === 'map-value-ind')?.offset ?? 0;
}

/** The column at which the keys or dashes of a block collection stand. */
function indentOf({ srcToken }: (YAMLMap | YAMLSeq) & { readonly srcToken?: CST.Token }): number {
  return srcToken !== undefined && 'indent' in srcToken ? srcToken.indent : 0;
}

function dashesOf({ srcToken }: YAMLSeq & { readonly srcToken?: CST.Token }): readonly number[] {
  if (srcToken?.type !== 'block-seq') return [];
  return srcToken.items.flatMap(({ start }) => start.find(({ type }) => type === 'seq-item-ind')?.offset ?? []);
}
