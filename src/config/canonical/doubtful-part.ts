import { RESOURCES_SHAPE, type Shape } from '../format/shapes.ts';
import type { Tree, TreeList } from '../yaml/tree.ts';
import { isTall, printItem, type Styled } from './styled.ts';
import { styledTree } from './styled-tree.ts';

/** An entry of a file as it stands there, with the blank line and comments up to the next one. */
interface Chunk {
  readonly text: string;
  readonly styled: Styled | undefined;
}

const INDENT = '  ';

/**
 * What is left to ask the whole grammar about a resource file in common YAML: a file of only those entries that are not
 * beyond doubt canonical, such as those with comments. The file is canonical if that one is.
 * @param tree what the text says
 * @returns undefined where all of the file must be asked about
 */
export function doubtfulPart(text: string, tree: Tree): string | undefined {
  const section = onlySection(text, tree);
  if (section === undefined) return undefined;
  const chunks = chunksOf(section.list, section.shape, text);
  if (!chunks.every((chunk, index) => isSpaced(chunk, chunks[index + 1]))) return undefined;
  const head = text.slice(0, lineStart(text, section.list.items[0]?.start ?? 0));
  const isDoubtful = (chunk: Chunk, index: number): boolean =>
    // The first shows what stands above it, and a comment below an entry may belong to the next.
    index === 0 || !isCanonical(chunk, chunks[index + 1]) || hasComment(chunks[index - 1]);
  const doubtful = chunks.filter(isDoubtful);
  const part = head + doubtful.map((chunk) => chunk.text).join('');
  // A blank line that stood between two entries would stand at the end.
  return doubtful.at(-1) !== chunks.at(-1) && part.endsWith('\n\n') ? part.slice(0, -1) : part;
}

/** The list of entries of a file with one section alone. */
function onlySection(text: string, tree: Tree): { readonly list: TreeList; readonly shape: Shape } | undefined {
  if (text.startsWith('{') || text.startsWith('---') || text.includes('\r') || !text.endsWith('\n')) return undefined;
  if (tree.kind !== 'map' || tree.entries.size !== 1) return undefined;
  const [entry] = tree.entries.values();
  const shape = entry && RESOURCES_SHAPE.kind === 'map' ? RESOURCES_SHAPE.keyOf(entry.key)?.value : undefined;
  if (entry?.value.kind !== 'list' || shape?.kind !== 'list' || entry.value.items.length < 2) return undefined;
  return text.charAt(entry.value.start) === '-' ? { list: entry.value, shape: shape.item } : undefined;
}

function chunksOf({ items }: TreeList, shape: Shape, text: string): readonly Chunk[] {
  const starts = [...items.map(({ start }) => lineStart(text, start)), text.length];
  return items.map((item, index) => ({
    text: text.slice(starts[index], starts[index + 1]),
    styled: styledTree(item, shape, text),
  }));
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function hasComment(chunk: Chunk | undefined): boolean {
  return chunk?.text.includes('#') === true;
}

function isCanonical({ text, styled }: Chunk, next: Chunk | undefined): boolean {
  if (styled === undefined) return false;
  const blank = next !== undefined && text.endsWith('\n\n') ? '\n' : '';
  return text === printItem(styled, INDENT) + blank;
}

/** Whether a blank line stands where one must; among comments that is for the whole grammar to say. */
function isSpaced(chunk: Chunk, next: Chunk | undefined): boolean {
  if (next === undefined || hasComment(chunk) || chunk.text.endsWith('\n\n')) return true;
  return chunk.styled !== undefined && next.styled !== undefined && !isTall(chunk.styled) && !isTall(next.styled);
}
