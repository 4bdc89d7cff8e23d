import { type Cursor, fail, peekWord, skipSpaces, take, takeAttribute, takeWord } from './cursor.ts';
import { type AttributePath, type CompareValue, type Filter, isCompareOperator } from './filter.ts';

/** Deeper nesting is refused, so that no text can exhaust the stack. */
const MOST_NESTING = 100;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Where in a filter the parser stands. */
interface Place {
  readonly depth: number;
  /** Value paths cannot stand inside value paths. */
  readonly insideValuePath: boolean;
}

/**
 * Reads a SCIM filter by the grammar of RFC 7644 section 3.4.2.2. Operators are read in any case, `not` binds
 * stronger than `and`, `and` stronger than `or`; white space may stand before the parenthesis after `not`,
 * as in the RFC's own example. A schema URN reaches to the last colon of a name.
 * @throws FilterSyntaxError with the position of the fault
 */
export function parseFilter(text: string): Filter {
  const cursor: Cursor = { text, at: 0 };
  skipSpaces(cursor);
  const filter = parseOr(cursor, { depth: 0, insideValuePath: false });
  if (cursor.at < text.length) fail(cursor, 'Expected "and", "or" or the end of the filter.');
  return filter;
}

/**
 * Reads the filter of a value path, from behind `[` to behind `]`.
 * @throws FilterSyntaxError with the position of the fault
 */
export function parseValueFilter(cursor: Cursor, depth = 0): Filter {
  skipSpaces(cursor);
  const filter = parseOr(cursor, { depth: depth + 1, insideValuePath: true });
  if (!take(cursor, ']')) fail(cursor, 'Expected "and", "or" or "]".');
  return filter;
}

function parseOr(cursor: Cursor, place: Place): Filter {
  return parseChain(cursor, 'or', () => parseChain(cursor, 'and', () => parseFactor(cursor, place)));
}

/** Reads `a and b and c`; each operand ends behind its white space. */
function parseChain(cursor: Cursor, kind: 'and' | 'or', parseOperand: () => Filter): Filter {
  const operands = [parseOperand()];
  while (peekWord(cursor).toLowerCase() === kind) {
    if (!/\s/.test(cursor.text.charAt(cursor.at - 1))) fail(cursor, `Expected a space before "${kind}".`);
    takeWord(cursor);
    if (!skipSpaces(cursor) && !cursor.text.startsWith('(', cursor.at))
      fail(cursor, `Expected a space after "${kind}".`);
    operands.push(parseOperand());
  }
  const flat = operands.flatMap((operand) => (operand.kind === kind ? operand.operands : [operand]));
  const [first] = flat;
  return first !== undefined && flat.length === 1 ? first : { kind, operands: flat };
}

function parseFactor(cursor: Cursor, place: Place): Filter {
  if (place.depth > MOST_NESTING) fail(cursor, `A filter may be nested ${MOST_NESTING} levels deep at most.`);
  const start = cursor.at;
  if (take(cursor, '(')) return parseGroup(cursor, place);
  if (takeWord(cursor).toLowerCase() === 'not') {
    skipSpaces(cursor);
    if (take(cursor, '(')) return { kind: 'not', operand: parseGroup(cursor, place) };
  }
  cursor.at = start;
  return parseExpression(cursor, place);
}

function parseGroup(cursor: Cursor, place: Place): Filter {
  skipSpaces(cursor);
  const filter = parseOr(cursor, { ...place, depth: place.depth + 1 });
  if (!take(cursor, ')')) fail(cursor, 'Expected "and", "or" or ")".');
  skipSpaces(cursor);
  return filter;
}

/** Reads `path pr`, `path op value` or `path[filter]`. */
function parseExpression(cursor: Cursor, place: Place): Filter {
  const path = takeAttribute(cursor);
  if (cursor.text.startsWith('[', cursor.at)) return parseValuePath(cursor, path, place);
  if (!skipSpaces(cursor)) fail(cursor, 'Expected a space and an operator.');
  const start = cursor.at;
  const word = takeWord(cursor);
  const op = word.toLowerCase();
  const spaced = skipSpaces(cursor);
  if (op === 'pr') return { kind: 'present', path };
  if (!isCompareOperator(op)) {
    fail(cursor, `Expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le, pr) instead of "${word}".`, start);
  }
  // An example of RFC 7644 section 3.5.2.2 has no space before a quote.
  if (!spaced && !cursor.text.startsWith('"', cursor.at)) fail(cursor, `Expected a space after "${word}".`);
  const value = parseValue(cursor);
  skipSpaces(cursor);
  return { kind: 'compare', path, op, value };
}

function parseValuePath(cursor: Cursor, path: AttributePath, place: Place): Filter {
  if (place.insideValuePath) fail(cursor, 'A value path cannot stand inside another.');
  take(cursor, '[');
  const filter = parseValueFilter(cursor, place.depth);
  skipSpaces(cursor);
  return { kind: 'valuePath', path, filter };
}

/** Reads a JSON string, number, true, false or null. */
function parseValue(cursor: Cursor): CompareValue {
  const start = cursor.at;
  if (cursor.text.startsWith('"', start)) return parseString(cursor);
  const word = takeWord(cursor);
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  if (NUMBER.test(word)) return Number(word);
  return fail(cursor, 'Expected a value: text in double quotes, a number, true, false or null.', start);
}

function parseString(cursor: Cursor): string {
  const { text, at } = cursor;
  let end = at + 1;
  while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1;
  if (end >= text.length) fail(cursor, 'This text has no closing quote.');
  const value = unquote(text.slice(at, end + 1));
  if (value === undefined)
    fail(cursor, 'This text is not valid JSON: look for a lone backslash or a control character.');
  cursor.at = end + 1;
  return value;
}

function unquote(literal: string): string | undefined {
  try {
    return String(JSON.parse(literal));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
