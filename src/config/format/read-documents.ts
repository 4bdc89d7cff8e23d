import { Composer, type CST, type Document, Parser, type Tags } from 'yaml';

/** Numbers stay text, because a number would be written anew and 00123 would lose its zeros. */
const TEXT_TAGS: ReadonlySet<string> = new Set(['tag:yaml.org,2002:int', 'tag:yaml.org,2002:float']);

function withoutNumbers(tags: Tags): Tags {
  return tags.filter((tag) => typeof tag !== 'object' || !TEXT_TAGS.has(tag.tag));
}

/** How documents are read and made that are to be printed again. */
export const DOCUMENT_OPTIONS = {
  schema: 'core',
  customTags: withoutNumbers,
  merge: true,
  uniqueKeys: false,
  resolveKnownTags: false,
} as const;

/** Stands in front of a comment that belongs to the line before. */
export const SAME_LINE = '\u0001';

type Parent = CST.BlockMap | CST.BlockSequence;
type Item = Parent['items'][number];

/** Makes documents of tokens, each comment at the node where a person would see it. */
export function composeToPrint(tokens: Iterable<CST.Token>): Iterable<Document.Parsed> {
  return new Composer(DOCUMENT_OPTIONS).compose(settled(tokens));
}

/** Reads the documents of a text that is known to be YAML, to be printed again. */
export function readDocuments(text: string): readonly Document.Parsed[] {
  return [...composeToPrint(new Parser().parse(text))];
}

function* settled(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  for (const token of tokens) {
    if (token.type === 'document' && token.value !== undefined) {
      const rest = settleComments(token.value);
      if (rest.length > 0) token.end = [...rest, ...(token.end ?? [])];
    }
    yield token;
  }
}

/**
 * The parser leaves comments behind a collection to it as long as the first of them is indented like it. Those that
 * are indented less belong to what comes next.
 * @returns the comments that belong behind the collection
 */
function settleComments(token: CST.Token): CST.SourceToken[] {
  if (token.type !== 'block-map' && token.type !== 'block-seq') return [];
  const items: Item[] = token.items;
  for (let index = 0; index < items.length; index++) settleItem(token, items, index);
  const last = items.at(-1);
  if (last === undefined || last.value !== undefined || last.sep !== undefined) return [];
  const at = firstOutside(last.start, token.indent);
  return last.start.splice(at);
}

function settleItem(parent: Parent, items: Item[], index: number): void {
  const item = items[index];
  if (item?.value === undefined) return;
  if (item.value.type === 'block-map' || item.value.type === 'block-seq') markSameLine(item.sep);
  const rest = settleComments(item.value);
  if (rest.length === 0) return;
  const next = items[index + 1];
  if (next === undefined) items.push({ start: rest } as (typeof parent.items)[number]);
  else next.start.unshift(...rest);
}

/** Where the comments begin that are all indented less than a column; a blank line in front goes with them. */
function firstOutside(tokens: readonly CST.SourceToken[], column: number): number {
  const isInside = (token: CST.SourceToken) => token.type === 'comment' && token.indent >= column;
  const lastInside = tokens.findLastIndex(isInside);
  if (lastInside === -1 || !tokens.slice(lastInside + 1).some(({ type }) => type === 'comment')) return tokens.length;
  const lineEnd = tokens.findIndex(({ type }, at) => at > lastInside && type === 'newline');
  return lineEnd === -1 ? tokens.length : lineEnd + 1;
}

/** `members: # who may` */
function markSameLine(separator: readonly CST.SourceToken[] | undefined): void {
  for (const token of separator ?? []) {
    if (token.type === 'newline') return;
    if (token.type === 'comment') token.source = `#${SAME_LINE}${token.source.slice(1)}`;
  }
}
