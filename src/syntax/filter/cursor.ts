import type { AttributePath } from './filter.ts';
import { FilterSyntaxError } from './filter-syntax-error.ts';

/** A text that is being read, and how far. */
export interface Cursor {
  readonly text: string;
  at: number;
}

const WORD = /[^\s()[\]"]*/y;
const NAME = '[A-Za-z$][\\w$-]*';
/** The schema reaches to the last colon: URNs contain dots, as in `2.0`, and attribute names contain no colon. */
const ATTRIBUTE = new RegExp(`^(?:(.+):)?(${NAME})(?:\\.(${NAME}))?$`);

/** Stops the reading; the position is where the cursor stands unless another is given. */
export function fail(cursor: Cursor, message: string, position: number = cursor.at): never {
  throw new FilterSyntaxError(message, position);
}

/** Passes white space; says whether there was any. */
export function skipSpaces(cursor: Cursor): boolean {
  const start = cursor.at;
  while (/\s/.test(cursor.text.charAt(cursor.at))) cursor.at += 1;
  return cursor.at > start;
}

/** Passes the character if it is next; says whether it was. */
export function take(cursor: Cursor, character: string): boolean {
  if (!cursor.text.startsWith(character, cursor.at)) return false;
  cursor.at += character.length;
  return true;
}

/** The word that comes next, which may be empty; the cursor stays. */
export function peekWord(cursor: Cursor): string {
  WORD.lastIndex = cursor.at;
  return WORD.exec(cursor.text)?.[0] ?? '';
}

/** Passes the word that comes next. */
export function takeWord(cursor: Cursor): string {
  const word = peekWord(cursor);
  cursor.at += word.length;
  return word;
}

/** Passes the name of an attribute: `userName`, `name.familyName`, `urn:…:2.0:User:manager.value`. */
export function takeAttribute(cursor: Cursor): AttributePath {
  const start = cursor.at;
  const word = takeWord(cursor);
  if (word === '') fail(cursor, 'Expected the name of an attribute.', start);
  const [, schema, attribute, subAttribute] = ATTRIBUTE.exec(word) ?? [];
  if (attribute === undefined) fail(cursor, `"${word}" is not the name of an attribute.`, start);
  return {
    ...(schema === undefined ? {} : { schema }),
    attribute,
    ...(subAttribute === undefined ? {} : { subAttribute }),
  };
}
