import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Pair,
  type ParsedNode,
  Parser,
  visit,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import * as problems from '../problems/problems.ts';
import type { Problem, Report } from '../problems/report.ts';
import { parseCommonYaml } from './common-yaml.ts';
import { findBadIndent } from './find-bad-indent.ts';
import { findConflict } from './find-conflict.ts';
import { lineAt, type Place, type SourceFile } from './source-file.ts';
import { type Tree, type TreeEntry, type TreeMap, type TreeScalar, UNSAFE_KEYS } from './tree.ts';

/** Deeper than any directory needs, and shallow enough for every stack. */
const MAX_DEPTH = 64;
/** More than any export writes; each costs the parser as much as a hundred lines. */
const MAX_DOCUMENTS = 1_000;
/** What aliases may add to a file, in values: a few anchors used by 50,000 users fit, a bomb does not. */
const MAX_ALIASED_VALUES = 2_000_000;

/** Stops the reading of a document at the first problem after which its rest means nothing. */
class Unreadable extends Error {
  readonly problem: Problem;
  readonly place: Place;
  constructor(problem: Problem, place: Place) {
    super(problem.summary);
    this.problem = problem;
    this.place = place;
  }
}

/**
 * Reads the YAML (or JSON) documents of a file; empty documents are left out.
 * @returns undefined where the file is not YAML, which is reported
 */
export function parseYaml(file: SourceFile, report: Report): readonly Tree[] | undefined {
  const conflict = findConflict(file.text);
  if (conflict !== undefined) {
    report(problems.mergeConflict(), conflict);
    return undefined;
  }
  const common = parseCommonYaml(file.text);
  return common === undefined ? parseAnyYaml(file, report) : [common];
}

/** The same by the whole grammar, which takes about ten times as long. */
export function parseAnyYaml(file: SourceFile, report: Report): readonly Tree[] | undefined {
  try {
    const documents = composed(file.text);
    const faulty = documents.filter(({ errors, warnings }) => errors.length + warnings.length > 0);
    for (const document of faulty) reportSyntax(document, file, report);
    return faulty.length > 0 ? undefined : documents.flatMap((document) => treeOf(document, report));
  } catch (error) {
    if (error instanceof Unreadable) report(error.problem, error.place);
    else throw error;
    return undefined;
  }
}

/** The documents of a text. Of the parser's errors nobody reads the stack, which takes longer to record than the rest. */
function composed(text: string): readonly Document.Parsed[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const composer = new Composer<ParsedNode>({ merge: true, uniqueKeys: false, resolveKnownTags: false });
    return [...composer.compose(shallowTokens(text))];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The parser's tokens, refused before their nesting could exhaust the stack of what composes them. */
function* shallowTokens(text: string): Generator<CST.Token> {
  const parser = new Parser();
  let documents = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const { offset, stack } = parser;
    if (stack.length > MAX_DEPTH) throw new Unreadable(problems.tooDeep(MAX_DEPTH), { start: offset, end: offset + 1 });
    for (const token of parser.next(lexeme)) {
      if (token.type === 'document') documents += 1;
      if (documents > MAX_DOCUMENTS) {
        throw new Unreadable(problems.tooManyDocuments(MAX_DOCUMENTS), { start: offset, end: offset + 1 });
      }
      yield token;
    }
  }
  yield* parser.end();
}

/** What the parser says where a line is indented too far or not far enough; often on another line. */
const LATE: ReadonlySet<string> = new Set([
  'BAD_INDENT',
  'BLOCK_AS_IMPLICIT_KEY',
  'MULTILINE_IMPLICIT_KEY',
  'MISSING_CHAR',
]);

/** One mistake often upsets the parser several times: the first says what is wrong. */
function reportSyntax(document: Document.Parsed, file: SourceFile, report: Report): void {
  const { errors, warnings } = document;
  const [first] = [...errors, ...warnings].sort((a: YAMLError, b: YAMLError) => a.pos[0] - b.pos[0]);
  if (first === undefined) return;
  const [start, end] = first.pos;
  const indent = LATE.has(first.code) ? findBadIndent(file.text) : undefined;
  if (indent !== undefined && indent.line <= lineAt(file, start) + 1) {
    report(problems.badIndent(indent.column), indent.place);
    return;
  }
  const quote = first.message.startsWith('Missing closing') ? lastQuote(document, start) : undefined;
  const lineStart = file.text.lastIndexOf('\n', start - 1) + 1;
  const isUnexpected = first.code === 'UNEXPECTED_TOKEN';
  const interpolated = isUnexpected && file.text.slice(lineStart, end).includes('${');
  const bracket = isUnexpected && /\w\[$/.test(file.text.slice(lineStart, end));
  report(
    interpolated
      ? problems.unquotedInterpolation()
      : bracket
        ? problems.unquotedBracket()
        : problems.yamlSyntax(first.code, first.message),
    quote === undefined ? { start, end } : { start: quote, end: quote + 1 },
  );
}

/** Where the text starts whose quote is never closed: the parser notices only at the end of the file. */
function lastQuote(document: Document.Parsed, before: number): number | undefined {
  let found: number | undefined;
  visit(document, {
    Scalar(_, { type, range }) {
      const quoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
      if (quoted && range && range[0] < before) [found] = range;
    },
  });
  return found;
}

function treeOf(document: Document.Parsed, report: Report): Tree[] {
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
  const { source = '', value } = node;
  return { kind: 'scalar', text: source, value: scalarValue(value, source), ...place };
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
