import { isExtensionKey } from '../../model/attribute-table.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { MAX_FLOW_LENGTH } from '../format/arrange.ts';
import { isPlain, isRetyped } from '../format/plain-text.ts';
import { type Shape, UNKNOWN_RANK } from '../format/shapes.ts';
import { isQuotable, type Styled } from './styled.ts';

/**
 * An entry of a new file in its canonical form: extensions and lists in blocks, what is inside them, and parts of names,
 * on one line.
 * @returns undefined where it is not beyond doubt
 */
export function styledEntry(entry: JsonObject, shape: Shape): Styled | undefined {
  return styledMap(entry, false, shape, (key, value) => {
    const isBlock = isJsonArray(value) ? value.length > 0 : isExtensionKey(key) && isJsonObject(value);
    return !isBlock;
  });
}

function styledMap(
  object: JsonObject,
  isFlow: boolean,
  shape: Shape,
  isInline: (key: string, value: JsonValue) => boolean,
): Styled | undefined {
  const found: { readonly rank: number; readonly entry: readonly [string, Styled] }[] = [];
  for (const key of Object.keys(object)) {
    const value = object[key] ?? null;
    const known = shape.kind === 'map' ? shape.keyOf(key) : undefined;
    const inner = known?.value ?? (shape.kind === 'map' ? shape.others : shape);
    const styled = styledValue(value, isInline(key, value), inner);
    if (styled === undefined || !(known !== undefined || isKey(key))) return undefined;
    found.push({ rank: known?.rank ?? UNKNOWN_RANK, entry: [known?.name ?? key, styled] });
  }
  found.sort((a, b) => a.rank - b.rank);
  if (found.length === 0 && !isFlow) return undefined;
  return { kind: 'map', isFlow, entries: found.map(({ entry }) => entry) };
}

const KEY = /^[$A-Za-z_][\w$.:/-]*$/;

function isKey(name: string): boolean {
  return KEY.test(name) && !name.endsWith(':') && !isRetyped(name);
}

const INLINE = (): boolean => true;

function styledValue(value: JsonValue, isFlow: boolean, shape: Shape): Styled | undefined {
  if (!isJsonArray(value) && !isJsonObject(value)) return styledScalar(value, shape);
  if (isFlow && flowLength(value) > MAX_FLOW_LENGTH) return undefined;
  if (isJsonObject(value)) return styledMap(value, isFlow, shape, INLINE);
  const inner = shape.kind === 'list' ? shape.item : shape;
  const items: Styled[] = [];
  for (const item of value) {
    const styled = styledValue(item, true, inner);
    if (styled === undefined) return undefined;
    items.push(styled);
  }
  return { kind: 'list', isFlow, isSpaced: false, items };
}

function styledScalar(value: JsonValue, shape: Shape): Styled | undefined {
  if (typeof value === 'string') return styledText(value);
  const isSaid = value === null || (typeof value === 'boolean' && shape.kind === 'boolean');
  return isSaid ? { kind: 'scalar', literal: String(value) } : undefined;
}

/** Without quotes if every reader takes it for text then, else with those that need fewer escapes. */
function styledText(text: string): Styled | undefined {
  if (isPlain(text)) return { kind: 'scalar', literal: text };
  if (!isQuotable(text)) return undefined;
  const isSingle = text.includes('"') && !isRetyped(text);
  return { kind: 'scalar', literal: isSingle ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text) };
}

/** As `arrange` counts it. */
function flowLength(value: JsonValue): number {
  if (typeof value === 'string') return value.length;
  if (!isJsonArray(value) && !isJsonObject(value)) return String(value).length;
  let length = 2;
  if (isJsonArray(value)) for (const item of value) length += flowLength(item) + 2;
  else for (const key of Object.keys(value)) length += key.length + 2 + flowLength(value[key] ?? null) + 2;
  return length;
}
