import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Span } from '../../model/span.ts';
import * as problems from '../problems/problems.ts';
import { type SourceFile, sourceFile } from './source-file.ts';

/** A key that sounds like a secret, even misspelt or with a stray quote in it; `read.passes` of a dialect only sounds so. */
const KEY = /(?:pas(?!ses[ \t]*:)|pwd|word|secr|secer|tok)[^\s:]{0,64}[ \t]*:/.source;
const QUOTED = /"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?/.source;
/** Its value on the same line: quoted, a list or mapping to the end of the line, or plain. */
const ON_ITS_LINE = new RegExp(`(${KEY}[ \\t]*)(${QUOTED}|[[{][^\\n]*|[^\\s#|>][^,}\\n]*)`, 'gi');
/** Its value on the next line: a text that is no key itself. */
const ON_NEXT_LINE = new RegExp(
  `(${KEY}[ \\t]*(?:[|>][-+0-9]*)?[ \\t]*\\n[ \\t]+)([^\\s:#][^\\n:]*)(?=\\r?\\n|$)`,
  'gi',
);

const SECRET_COLUMN = /pas|pwd|word|secr|secer|tok/i;

const LITERAL: ReadonlySet<string> = new Set([problems.literalSecret().code, problems.credentialsInUrl().code]);

/**
 * Puts stars in place of secrets that stand in faulty files, so that no code frame shows one: those that were reported,
 * and what looks like one where a misspelt key or broken YAML hides what it is. Places stay the same.
 * @param secretFiles CSV files that hold passwords under headers of their own
 */
export function maskSecrets(
  files: ReadonlyMap<string, string>,
  diagnostics: readonly Diagnostic[],
  secretFiles: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, string> {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const literal = errors.flatMap(({ code, span }) => (span && LITERAL.has(code) ? [span] : []));
  const masked = new Map(files);
  for (const [file, spans] of Map.groupBy(literal, (span) => span.file)) {
    const text = files.get(file);
    if (text !== undefined) masked.set(file, withoutSpans(sourceFile(file, text), spans));
  }
  const faulty = new Set(errors.flatMap(({ span }) => (span ? [span.file] : [])));
  for (const file of faulty) {
    const text = masked.get(file);
    if (text === undefined) continue;
    masked.set(
      file,
      file.endsWith('.csv')
        ? withoutCells(text, secretFiles.has(file))
        : text.replace(ON_ITS_LINE, maskedPair).replace(ON_NEXT_LINE, maskedPair),
    );
  }
  return masked;
}

/** A slip in a row moves its cells, so that a secret may be in any of them. */
function withoutCells(text: string, isSecret: boolean): string {
  const headerEnd = text.search(/\r?\n|$/);
  const header = text.slice(0, headerEnd);
  return isSecret || SECRET_COLUMN.test(header) ? header + text.slice(headerEnd).replace(/[^\s,;"]/g, '*') : text;
}

function maskedPair(pair: string, key: string, value: string): string {
  const harmless = /^(?:["']?(?:\$\{|https?:\/\/)|(?:null|~)\s*$)/.test(value);
  return harmless ? pair : key + stars(value);
}

/** One time through the text, however many places; one of them may lie in another. */
function withoutSpans({ text, lineStarts }: SourceFile, spans: readonly Span[]): string {
  const offset = ({ line, column }: Span['start']): number => (lineStarts[line - 1] ?? 0) + column - 1;
  const places = spans.map(({ start, end }) => ({ start: offset(start), end: offset(end) }));
  let masked = '';
  let at = 0;
  for (const { start, end } of places.sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    masked += text.slice(at, Math.max(at, start)) + stars(text.slice(Math.max(at, start), end));
    at = end;
  }
  return masked + text.slice(at);
}

function stars(text: string): string {
  return text.replace(/[^\s]/g, '*');
}
