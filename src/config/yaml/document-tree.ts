import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import * as problems from '../problems/problems.ts';
import type { Report } from '../problems/report.ts';
import { keptText } from './own-text.ts';
import type { Place } from './source-file.ts';
import { type Tree, type TreeEntry, type TreeMap, type TreeScalar, UNSAFE_KEYS } from './tree.ts';
import { Unreadable } from './unreadable.ts';

/** Deeper than any directory needs, and shallow enough for every stack. */
export const MAX_DEPTH = 64;
/** What aliases may add to a file, in values: a few anchors used by 50,000 users fit, a bomb does not. */
const MAX_ALIASED_VALUES = 2_000_000;

/**
 * A parsed document as a tree, aliases followed and merge keys merged; none of one that is empty.
 * @throws Unreadable where the rest of the document means nothing
 */
export function treeOf(document: Document.Parsed, report: Report): Tree[] {
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.source === '')) return [];
  return [convert(contents, 1, { anchors: new Map(), values: 0, aliased: 0, deepest: 0, report })];
}

/** A value with a name, and what following the name costs. */
interface Anchored {
  readonly tree: Tree;
  readonly values: number;
  readonly height: number;
}

/** What is known while a document is read. */
interface Conversion {
  readonly anchors: Map<string, Anchored>;
  /** Values so far, those behind aliases counted each time. */
  values: number;
  aliased: number;
  /** The greatest depth in the value that is being read. */
  deepest: number;
  readonly report: Report;
}

function convert(node: ParsedNode | null, depth: number, state: Conversion): Tree {
  if (node === null) return { kind: 'scalar', text: '', value: null, start: 0, end: 0 };
  const place = placeOfNode(node);
  if (isAlias(node)) return follow(node, place, depth, state);
  const { values: valuesBefore, deepest: deepestBefore } = state;
  state.values++;
  state.deepest = depth;
  const tree = convertOwn(node, place, depth, state);
  if (node.anchor !== undefined) {
    state.anchors.set(node.anchor, { tree, values: state.values - valuesBefore, height: state.deepest - depth });
  }
  state.deepest = Math.max(state.deepest, deepestBefore);
  return tree;
}

/** What the parser says, but a block ends with its last value, not with the comments and blank lines below. */
function placeOfNode(node: ParsedNode): Place {
  const [start, end] = node.range;
  if ((!isMap(node) && !isSeq(node)) || node.flow) return { start, end };
  const last = node.items.at(-1);
  if (!isPair(last)) return { start, end: last === undefined ? end : placeOfNode(last as ParsedNode).end };
  const { key, value } = last as Pair<ParsedNode, ParsedNode | null>;
  return { start, end: placeOfNode(value ?? key).end };
}

function convertOwn(node: Exclude<ParsedNode, Alias>, place: Place, depth: number, state: Conversion): Tree {
  if (isMap(node)) return convertMap(node, place, depth, state);
  if (isSeq(node)) {
    const { items } = node as YAMLSeq<ParsedNode>;
    return { kind: 'list', items: items.map((item) => convert(item, depth + 1, state)), ...place };
  }
  const source = keptText(node.source ?? '');
  return { kind: 'scalar', text: source, value: scalarValue(node.value, source), ...place };
}

/** Infinity and NaN are no JSON, so they are text. */
function scalarValue(value: unknown, source: string): TreeScalar['value'] {
  return value === null || typeof value === 'boolean' || isFiniteNumber(value) ? value : source;
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function follow(alias: Alias, place: Place, depth: number, state: Conversion): Tree {
  const anchored = state.anchors.get(alias.source);
  if (anchored === undefined) throw new Unreadable(problems.unknownAlias(), place);
  state.values += anchored.values;
  state.aliased += anchored.values;
  state.deepest = Math.max(state.deepest, depth + anchored.height);
  if (state.aliased > MAX_ALIASED_VALUES) throw new Unreadable(problems.aliasBomb(MAX_ALIASED_VALUES), place);
  if (state.deepest > MAX_DEPTH) throw new Unreadable(problems.tooDeep(MAX_DEPTH), place);
  return anchored.tree;
}

function convertMap(map: YAMLMap, place: Place, depth: number, state: Conversion): TreeMap {
  const entries = new Map<string, TreeEntry>();
  const merged: Tree[] = [];
  for (const pair of map.items as Pair<ParsedNode, ParsedNode | null>[]) {
    const value = convert(pair.value, depth + 1, state);
    if (isScalar(pair.key) && typeof pair.key.value === 'symbol') merged.push(value);
    else addEntry(entries, keyOf(pair.key, state), value, state);
  }
  for (const source of merged) mergeInto(entries, source, state);
  return { kind: 'map', entries, ...place };
}

type Key = Pick<TreeEntry, 'key' | 'keyPlace'>;

function keyOf(node: ParsedNode, state: Conversion): Key {
  const keyPlace = { start: node.range[0], end: node.range[1] };
  const key = convert(node, 1, state);
  if (key.kind !== 'scalar' || key.text === '') throw new Unreadable(problems.keyNotText(), keyPlace);
  return { key: key.text, keyPlace };
}

function addEntry(entries: Map<string, TreeEntry>, { key, keyPlace }: Key, value: Tree, state: Conversion): void {
  if (UNSAFE_KEYS.has(key)) state.report(problems.unsafeKey(key), keyPlace);
  else if (entries.has(key)) state.report(problems.duplicateKey(key), keyPlace);
  else entries.set(key, { key, keyPlace, value });
}

/** The merge key: an entry that is written here, or in an earlier source, wins. */
function mergeInto(entries: Map<string, TreeEntry>, source: Tree, state: Conversion): void {
  if (source.kind === 'list') {
    for (const item of source.items) mergeInto(entries, item, state);
  } else if (source.kind === 'map') {
    for (const [key, entry] of source.entries) if (!entries.has(key)) entries.set(key, entry);
  } else {
    state.report(problems.mergeNotMap(), source);
  }
}
