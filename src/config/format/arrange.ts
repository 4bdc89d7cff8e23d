import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { isPlain, isRetyped } from './plain-text.ts';
import { type KeyShape, type Shape, UNKNOWN_RANK } from './shapes.ts';

/** Flow collections that would be longer than this are written in block style. */
export const MAX_FLOW_LENGTH = 100;

/** Brings a node to its canonical form, in place: order and spelling of keys, quotes, blank lines, flow or block style. */
export function arrange(node: unknown, shape: Shape): void {
  if (isCollection(node) && node.flow === true && !fitsOnLine(node)) node.flow = false;
  // The blank line behind it belongs to what comes next.
  if (isCollection(node) && node.comment != null) node.comment = node.comment.replace(/\n+$/, '');
  if (isCollection(node) && node.flow === true) closeUp(node);
  if (isMap(node)) arrangeMap(node, shape);
  else if (isSeq(node)) arrangeList(node, shape);
  else if (isScalar(node)) arrangeScalar(node, shape);
}

/** A blank line would break the only line. */
function closeUp(collection: YAMLMap | YAMLSeq): void {
  for (const item of collection.items)
    for (const node of [item, ...children(item)]) if (isNode(node)) node.spaceBefore = false;
}

/** Comments end a line, so that only block style has room for them. */
function fitsOnLine(collection: YAMLMap | YAMLSeq): boolean {
  return flowLength(collection) <= MAX_FLOW_LENGTH && !children(collection).some(hasComment);
}

function hasComment(node: unknown): boolean {
  if (isNode(node) && (node.comment ?? node.commentBefore) != null) return true;
  return children(node).some(hasComment);
}

function children(node: unknown): readonly unknown[] {
  if (isPair(node)) return [node.key, node.value];
  return isCollection(node) ? node.items : [];
}

/** How long a collection is on one line, about: it depends on what is said and not on how it is written now. */
function flowLength(node: unknown): number {
  if (isPair(node)) return flowLength(node.key) + 2 + flowLength(node.value);
  if (isCollection(node)) return node.items.reduce((sum: number, item) => sum + flowLength(item) + 2, 2);
  if (isAlias(node)) return node.source.length + 1;
  return isScalar(node) ? String(node.value ?? 'null').length : 0;
}

function arrangeMap(map: YAMLMap, shape: Shape): void {
  const pairs = map.items.map((pair) => ({ pair, key: keyOf(pair, shape) }));
  for (const { pair, key } of pairs) {
    if (key !== undefined && isScalar(pair.key)) respell(pair.key, key.name);
    if (isCollection(pair.value)) commentsToFirst(pair.value);
    else commentToKey(pair);
    const others = shape.kind === 'map' ? shape.others : shape;
    arrange(pair.value, key?.value ?? others);
  }
  const sorted = pairs
    .map((entry, index) => ({ ...entry, index }))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.index - b.index);
  if (!movesAnchor(sorted)) map.items = sorted.map(({ pair }) => pair);
  const [first] = map.items;
  if (isNode(first?.key)) first.key.spaceBefore = false;
}

function keyOf({ key }: Pair, shape: Shape): KeyShape | undefined {
  return shape.kind === 'map' && isScalar(key) && typeof key.value === 'string' ? shape.keyOf(key.value) : undefined;
}

/** Merge keys stand first, since what follows goes beyond them. */
function rankOf({ pair, key }: { readonly pair: Pair; readonly key: KeyShape | undefined }): number {
  if (key !== undefined) return key.rank;
  return isScalar(pair.key) && typeof pair.key.value === 'symbol' ? -1 : UNKNOWN_RANK;
}

function respell(key: Scalar, name: string): void {
  if (key.value === name) return;
  key.value = name;
  key.type = LITERAL;
}

/** The parser gives a comment above the first key or element to the whole; it goes with that one, wherever that goes. */
function commentsToFirst(collection: YAMLMap | YAMLSeq): void {
  const [first] = collection.items;
  const node = isPair(first) ? first.key : first;
  if (!isNode(node) || collection.commentBefore == null) return;
  node.commentBefore = joined(collection.commentBefore, node.commentBefore);
  collection.commentBefore = null;
}

/** A comment between a key and its only word stands above both. */
function commentToKey({ key, value }: Pair): void {
  if (!isNode(key) || !isNode(value)) return;
  if (value.commentBefore != null) key.commentBefore = joined(key.commentBefore, value.commentBefore);
  value.commentBefore = null;
  value.spaceBefore = false;
}

function joined(...comments: readonly (string | null | undefined)[]): string {
  return comments.filter((text) => text != null).join('\n');
}

/** The other way round for an element of a list, which starts on the line of its first key. */
function commentToElement(element: YAMLMap): void {
  const key = element.items[0]?.key;
  if (!isNode(key) || key.commentBefore == null) return;
  element.commentBefore = joined(element.commentBefore, key.commentBefore);
  key.commentBefore = null;
}

interface Moved {
  readonly pair: Pair;
  readonly index: number;
}

/** An anchor means something only behind the place where it is set: such keys stay in their order. */
function movesAnchor(sorted: readonly Moved[]): boolean {
  const named = sorted.map(({ pair, index }) => ({ index, ...anchorNames(pair) }));
  const names = named.filter(({ all }) => all.size > 0);
  return names.some((early, at) =>
    names
      .slice(at + 1)
      .some(
        (late) =>
          late.index < early.index &&
          [...early.set, ...late.set].some((name) => early.all.has(name) && late.all.has(name)),
      ),
  );
}

interface AnchorNames {
  readonly set: ReadonlySet<string>;
  /** Those that are set and those that are used. */
  readonly all: ReadonlySet<string>;
}

function anchorNames(pair: Pair): AnchorNames {
  const set = new Set<string>();
  const all = new Set<string>();
  collectAnchors(pair, set, all);
  return { set, all };
}

function collectAnchors(node: unknown, set: Set<string>, all: Set<string>): void {
  if (isAlias(node)) all.add(node.source);
  else if (isNode(node) && node.anchor !== undefined) {
    set.add(node.anchor);
    all.add(node.anchor);
  }
  for (const child of children(node)) collectAnchors(child, set, all);
}

function arrangeList(list: YAMLSeq, shape: Shape): void {
  const item = shape.kind === 'list' ? shape.item : shape;
  for (const element of list.items) {
    arrange(element, item);
    if (isMap(element) && element.flow !== true) commentToElement(element);
  }
  const tall = list.items.map((element) => isMap(element) && element.flow !== true && element.items.length > 1);
  const isEntryList = shape.kind === 'list' && shape.item.kind === 'map' && list.flow !== true;
  for (const [index, element] of list.items.entries()) {
    if (isNode(element) && index === 0) element.spaceBefore = false;
    else if (isNode(element) && isEntryList && (tall[index] || tall[index - 1])) element.spaceBefore = true;
  }
}

const LITERAL = 'PLAIN';

function arrangeScalar(scalar: Scalar, shape: Shape): void {
  const { value, type, source = '' } = scalar;
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') return;
  if (type !== LITERAL) {
    if (typeof value === 'string' && (isPlain(value) || type === 'QUOTE_SINGLE')) quoteAsNeeded(scalar, value);
    return;
  }
  if (value === null) scalar.source = 'null';
  else if (shape.kind === 'boolean' && typeof value === 'boolean') scalar.source = String(value);
  else if (shape.kind === 'text' || (shape.kind === 'value' && typeof value === 'string' && !isJsonNumber(source))) {
    quoteAsNeeded(scalar, typeof value === 'string' ? value : source);
  }
}

/** Without quotes if every reader takes it for text then, else with those that need fewer escapes. */
function quoteAsNeeded(scalar: Scalar, text: string): void {
  scalar.value = text;
  if (isRetyped(text)) scalar.type = 'QUOTE_DOUBLE';
  else if (scalar.type !== LITERAL && !isPlain(text))
    scalar.type = text.includes('"') ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE';
  else scalar.type = LITERAL;
}

/** What JSON would write the same way is a number in an extension that nobody describes; all else is text. */
function isJsonNumber(text: string): boolean {
  return text !== '' && String(Number(text)) === text;
}
