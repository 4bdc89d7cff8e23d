import { Lexer } from 'yaml';

/** Comments further to the right than this are hard to read beside what they explain. */
const MAX_COLUMN = 100;

/** A line that ends with a comment. */
interface Line {
  readonly index: number;
  /** Columns in front of the comment, blanks not counted. */
  readonly width: number;
  readonly start: number;
}

/** Puts the comments behind values of neighbouring lines under each other; the text has one blank in front of each. */
export function alignComments(text: string): string {
  if (!/[^\s] +#/.test(text)) return text;
  const lines = text.split('\n');
  for (const block of neighbours(commentedLines(text))) {
    const column = Math.max(...block.map(({ width }) => width)) + 1;
    if (column > MAX_COLUMN) continue;
    for (const { index, width, start } of block) {
      const line = lines[index] ?? '';
      lines[index] = line.slice(0, width).padEnd(column) + line.slice(start);
    }
  }
  return lines.join('\n');
}

/** The lexer's sign that the next token is text. */
const TEXT_FOLLOWS = '\u001f';
/** Its signs of where documents and lines begin, which take no room. */
const SIGNS: ReadonlySet<string> = new Set([TEXT_FOLLOWS, '\u0002', '\u0018', '\u{feff}']);

/** Only the lexer can tell a comment from a # in a text. */
function commentedLines(text: string): readonly Line[] {
  const found: Line[] = [];
  let [index, line, isText] = [0, '', false];
  for (const token of new Lexer().lex(text)) {
    if (!isText && token.startsWith('#') && line.trim() !== '') {
      found.push({ index, width: line.trimEnd().length, start: line.length });
    }
    isText = token === TEXT_FOLLOWS;
    if (SIGNS.has(token)) continue;
    const parts = (line + token).split('\n');
    index += parts.length - 1;
    line = parts.at(-1) ?? '';
  }
  return found;
}

function neighbours(lines: readonly Line[]): readonly (readonly Line[])[] {
  const blocks: Line[][] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (last?.at(-1)?.index === line.index - 1) last.push(line);
    else blocks.push([line]);
  }
  return blocks;
}
