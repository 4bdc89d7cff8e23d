import { MAX_FLOW_LENGTH } from '../format/arrange.ts';
import { isPlain, isRetyped } from '../format/plain-text.ts';
import { type Shape, UNKNOWN_RANK } from '../format/shapes.ts';
import type { Tree, TreeList, TreeMap, TreeScalar } from '../yaml/tree.ts';
import { isQuotable, isSure, type Styled } from './styled.ts';

/**
 * What stands in a file, with the style that it has there.
 * @returns undefined where it is not in canonical form, or not beyond doubt
 */
export function styledTree(tree: Tree, shape: Shape, text: string): Styled | undefined {
  if (tree.kind === 'scalar') return styledScalar(tree, shape, text);
  const isFlow = text.charCodeAt(tree.start) === (tree.kind === 'list' ? 0x5b : 0x7b);
  if (isFlow && flowLength(tree) > MAX_FLOW_LENGTH) return undefined;
  return tree.kind === 'list' ? styledList(tree, isFlow, shape, text) : styledMap(tree, isFlow, shape, text);
}

function styledList(tree: TreeList, isFlow: boolean, shape: Shape, text: string): Styled | undefined {
  const inner = shape.kind === 'list' ? shape.item : shape;
  const items: Styled[] = [];
  for (const item of tree.items) {
    const styled = styledTree(item, inner, text);
    // A list whose elements are block lists has two dashes in a line, and empty block collections have no form at all.
    if (styled === undefined || (styled.kind === 'list' && !styled.isFlow)) return undefined;
    items.push(styled);
  }
  return { kind: 'list', isFlow, isSpaced: shape.kind === 'list' && inner.kind === 'map' && !isFlow, items };
}

function styledMap(tree: TreeMap, isFlow: boolean, shape: Shape, text: string): Styled | undefined {
  const entries: (readonly [string, Styled])[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const { key, keyPlace, value } of tree.entries.values()) {
    const known = shape.kind === 'map' ? shape.keyOf(key) : undefined;
    const rank = known?.rank ?? UNKNOWN_RANK;
    const isWritten = text.startsWith(key, keyPlace.start) && keyPlace.end - keyPlace.start === key.length;
    if (rank < last || !isWritten || (known?.name ?? key) !== key || isRetyped(key)) return undefined;
    const styled = styledTree(value, known?.value ?? (shape.kind === 'map' ? shape.others : shape), text);
    if (styled === undefined) return undefined;
    last = rank;
    entries.push([key, styled]);
  }
  return { kind: 'map', isFlow, entries };
}

function styledScalar({ start, end, text: said, value }: TreeScalar, shape: Shape, text: string): Styled | undefined {
  const literal = text.slice(start, end);
  return isCanonical(literal, said, value, shape) ? { kind: 'scalar', literal } : undefined;
}

function isCanonical(literal: string, said: string, value: TreeScalar['value'], shape: Shape): boolean {
  switch (literal.charCodeAt(0)) {
    case 0x22:
      return !isPlain(said) && isQuotable(said) && literal === JSON.stringify(said);
    case 0x27:
      return !isRetyped(said) && said.includes('"') && isQuotable(said) && literal === `'${said}'`;
    default:
      if (value === null) return literal === 'null';
      if (typeof value === 'boolean') return shape.kind === 'boolean' && literal === String(value);
      return isSure(literal);
  }
}

/** As `arrange` counts it. */
function flowLength(tree: Tree): number {
  if (tree.kind === 'scalar') return tree.value === null ? 4 : tree.text.length;
  let length = 2;
  if (tree.kind === 'list') for (const item of tree.items) length += flowLength(item) + 2;
  else for (const { key, value } of tree.entries.values()) length += key.length + 2 + flowLength(value) + 2;
  return length;
}
