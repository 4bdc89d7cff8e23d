import { Document, type Tags } from 'yaml';

/** What readers of YAML 1.1 and 1.2 take for something else than text. */
const RETYPED: readonly RegExp[] = (['1.1', '1.2'] as const).flatMap((version) => {
  const tags: Tags = new Document(null, { version }).schema.tags;
  return tags.flatMap((tag) =>
    typeof tag === 'object' && tag.default === true && 'test' in tag && tag.test instanceof RegExp ? [tag.test] : [],
  );
});

/** So long are the longest words that mean a boolean or null. */
const LONGEST_WORD = 5;
/** All else that is retyped is a number or a date. */
const NUMBER_START = /^(?:[-+.0-9]|[eE][-+0-9])/;

/** True if some YAML reader would take the text, written without quotes, for a number, a boolean, null or a date. */
export function isRetyped(text: string): boolean {
  if (text.length > LONGEST_WORD && !NUMBER_START.test(text)) return false;
  return RETYPED.some((test) => test.test(text));
}

const SIMPLE = /^[\p{L}\p{N}+_](?:[\p{L}\p{N}._@+/-]| (?! ))*$/u;
/** The same of ASCII alone; without Unicode rules, a text is looked through far faster. */
const SIMPLE_ASCII = /^[A-Za-z0-9+_](?:[A-Za-z0-9._@+/-]| (?! ))*$/;

/** True if the text needs no quotes anywhere, whoever reads it. */
export function isPlain(text: string): boolean {
  return (SIMPLE_ASCII.test(text) || SIMPLE.test(text)) && !text.endsWith(' ') && !isRetyped(text);
}
