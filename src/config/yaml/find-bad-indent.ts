import type { Place } from './source-file.ts';

/** A line that starts in a column where nothing that it could belong to starts. */
export interface BadIndent {
  /** Its first word. */
  readonly place: Place;
  /** Counted from 1, as the line is. */
  readonly line: number;
  readonly column: number;
}

const ENTRY = /^(?:- |-$|(?:[^\s#"'{}[\],&*!|>%@`-][^\n]*?|"(?:[^"\\]|\\.)*"|'[^']*'):(?: |$))/;
/** What may stand behind a key or a dash whose value is on the lines below. */
const OPENS = /(?:^-|[:-])(?:\s+[&!]\S+)*\s*(?:\s#.*)?$/;
const BLOCK_TEXT = /(?:^|[\s:-])[|>][-+0-9]*\s*(?:\s#.*)?$/;

/** What is known of the lines so far. */
interface Above {
  /** The columns from 0 in which open mappings and lists start, outermost first. */
  readonly columns: number[];
  /** Whether the last entry waits for what stands below it. */
  opens: boolean;
  /** Whether the last line is a text, perhaps a key that lacks its colon: what stands below it says nothing. */
  isText: boolean;
  /** Lines deeper than this are text. */
  textBelow: number | undefined;
}

/**
 * Finds the first line of block YAML whose indentation fits nothing above it. The parser notices such a line late: it
 * takes it for the rest of the value above. Meant for texts that are no YAML, as it reads neither quotes nor brackets.
 */
export function findBadIndent(text: string): BadIndent | undefined {
  const above: Above = { columns: [], opens: true, isText: false, textBelow: undefined };
  let start = 0;
  for (const [index, whole] of text.split('\n').entries()) {
    const line = whole.trimEnd();
    const column = line.length - line.trimStart().length;
    if (isOff(line.trimStart(), column, above)) {
      const word = /^\S+/.exec(line.trimStart())?.[0].length ?? 1;
      return {
        place: { start: start + column, end: start + column + word },
        line: index + 1,
        column: column + 1,
      };
    }
    start += whole.length + 1;
  }
  return undefined;
}

function isOff(content: string, column: number, above: Above): boolean {
  if (content === '' || content.startsWith('#')) return false;
  if (above.textBelow !== undefined && column > above.textBelow) return false;
  above.textBelow = undefined;
  if (/^(?:---|\.\.\.)/.test(content) && column === 0) {
    above.columns.length = 0;
    above.opens = true;
    return false;
  }
  if (!ENTRY.test(content)) {
    above.isText = true;
    return false;
  }
  let popped = false;
  while ((above.columns.at(-1) ?? -1) > column) {
    above.columns.pop();
    popped = true;
  }
  const isBelowText = above.isText && !content.startsWith('-');
  const fits = above.columns.at(-1) === column || (above.opens && !popped) || isBelowText;
  enter(content, column, above);
  return !fits;
}

/** `- - key:` opens three columns. */
function enter(content: string, column: number, above: Above): void {
  let rest = content;
  let at = column;
  if (above.columns.at(-1) !== at) above.columns.push(at);
  for (let dash = /^- +/.exec(rest); dash !== null; dash = /^- +/.exec(rest)) {
    at += dash[0].length;
    rest = rest.slice(dash[0].length);
    if (ENTRY.test(rest)) above.columns.push(at);
  }
  above.opens = OPENS.test(rest);
  above.isText = rest !== '' && !ENTRY.test(rest);
  if (BLOCK_TEXT.test(rest)) above.textBelow = column;
}
