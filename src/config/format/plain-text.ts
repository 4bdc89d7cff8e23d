import { Document, type Tags } from 'yaml';

/** What readers of YAML 1.1 and 1.2 take for something else than text. */
const RETYPED: readonly RegExp[] = (['1.1', '1.2'] as const).flatMap((version) => {
  const tags: Tags = new Document(null, { version }).schema.tags;
  return tags.flatMap((tag) =>
    typeof tag === 'object' && tag.default === true && 'test' in tag && tag.test instanceof RegExp ? [tag.test] : [],
  );
});

/** True if some YAML reader would take the text, written without quotes, for a number, a boolean, null or a date. */
export function isRetyped(text: string): boolean {
  return RETYPED.some((test) => test.test(text));
}

const SIMPLE = /^[\p{L}\p{N}+_](?:[\p{L}\p{N}._@+/-]| (?! ))*$/u;

/** True if the text needs no quotes anywhere, whoever reads it. */
export function isPlain(text: string): boolean {
  return SIMPLE.test(text) && !text.endsWith(' ') && !isRetyped(text);
}
