import { Composer, type CST, type Document, Lexer, type ParsedNode, Parser, visit, type YAMLError } from 'yaml';
import * as problems from '../problems/problems.ts';
import type { Report } from '../problems/report.ts';
import { parseCommonYaml } from './common-yaml.ts';
import { MAX_DEPTH, treeOf } from './document-tree.ts';
import { findBadIndent } from './find-bad-indent.ts';
import { lineAt, type SourceFile } from './source-file.ts';
import type { Tree } from './tree.ts';
import { isUnmerged } from './unmerged.ts';
import { Unreadable } from './unreadable.ts';

/** More than any export writes; each costs the parser as much as a hundred lines. */
const MAX_DOCUMENTS = 1_000;

/**
 * Reads the YAML (or JSON) documents of a file; empty documents are left out.
 * @returns undefined where the file is not YAML, which is reported
 */
export function parseYaml(file: SourceFile, report: Report): readonly Tree[] | undefined {
  if (isUnmerged(file, report)) return undefined;
  const common = parseCommonYaml(file);
  return common === undefined ? parseAnyYaml(file, report) : [common];
}

/** The same by the whole grammar, which takes about ten times as long. */
export function parseAnyYaml(file: SourceFile, report: Report): readonly Tree[] | undefined {
  return readAnyYaml(file, report, plainly)?.trees;
}

/** Makes documents of the parser's tokens. */
type Compose = (tokens: Iterable<CST.Token>) => Iterable<Document.Parsed>;

const plainly: Compose = (tokens) =>
  new Composer<ParsedNode>({ merge: true, uniqueKeys: false, resolveKnownTags: false }).compose(tokens);

/** A file by the whole grammar: its documents as they are written, and what they say. */
export interface AnyYaml {
  readonly documents: readonly Document.Parsed[];
  readonly trees: readonly Tree[];
}

/** Reads a file by the whole grammar, its documents composed in one way or another; undefined as in `parseYaml`. */
export function readAnyYaml(file: SourceFile, report: Report, compose: Compose): AnyYaml | undefined {
  try {
    const documents = composed(file.text, compose);
    const faulty = documents.filter(({ errors, warnings }) => errors.length + warnings.length > 0);
    for (const document of faulty) reportSyntax(document, file, report);
    if (faulty.length > 0) return undefined;
    return { documents, trees: documents.flatMap((document) => treeOf(document, report)) };
  } catch (error) {
    if (error instanceof Unreadable) report(error.problem, error.place);
    else throw error;
    return undefined;
  }
}

/** The documents of a text. Of the parser's errors nobody reads the stack, which takes longer to record than the rest. */
function composed(text: string, compose: Compose): readonly Document.Parsed[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return [...compose(shallowTokens(text))];
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
