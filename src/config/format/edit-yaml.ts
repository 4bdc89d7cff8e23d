import { Composer, type Document, isMap, isScalar, isSeq, type Pair, Parser, type YAMLMap } from 'yaml';
import { EXTENSION_ALIASES, extensionAlias } from '../../model/attribute-table.ts';
import type { JsonValue } from '../../model/json.ts';
import type { AttributeEdit, ValueChange } from '../pull/attribute-edit.ts';
import { addKey, changeList, type EditedText, replaceItem, replaceValue } from './edit-node.ts';
import { DOCUMENT_OPTIONS } from './read-documents.ts';
import { RESOURCES_SHAPE, type Shape, UNKNOWN_RANK } from './shapes.ts';
import { type TextEdit, withEdits } from './text-edits.ts';

type Section = 'users' | 'groups';

/** What must change in one entry of a file. */
export interface EntryEdit {
  readonly section: Section;
  /** Its place in the section, counted over all documents of the file. */
  readonly index: number;
  readonly edits: readonly AttributeEdit[];
}

/** Changes values in a YAML or JSON text and nothing else: comments, layout and all other lines stay as they are. */
export function editYaml(text: string, entries: readonly EntryEdit[], isJson: boolean): string {
  const composer = new Composer({ ...DOCUMENT_OPTIONS, keepSourceTokens: true });
  const documents = [...composer.compose(new Parser().parse(text))];
  const edited = { text, isJson };
  const edits = entries.flatMap(({ section, index, edits }) => {
    const entry = entryAt(documents, section, index);
    const shape = entryShape(section);
    const sorted = edits.toSorted((a, b) => rankOf(shape, a.key[0]) - rankOf(shape, b.key[0]));
    return entry === undefined ? [] : sorted.flatMap((edit) => editAttribute(entry, shape, edit, edited));
  });
  return withEdits(text, edits);
}

function entryAt(documents: readonly Document.Parsed[], section: Section, index: number): YAMLMap | undefined {
  const items = documents.flatMap(({ contents }) => {
    const list = isMap(contents) ? contents.get(section) : undefined;
    return isSeq(list) ? list.items : [];
  });
  const entry = items[index];
  return isMap(entry) ? entry : undefined;
}

function entryShape(section: Section): Shape {
  const list = RESOURCES_SHAPE.kind === 'map' ? RESOURCES_SHAPE.keyOf(section)?.value : undefined;
  return list?.kind === 'list' ? list.item : { kind: 'free' };
}

function editAttribute(entry: YAMLMap, shape: Shape, edit: AttributeEdit, edited: EditedText): readonly TextEdit[] {
  const [first, second] = edit.key;
  const pair = pairOf(entry, first);
  const outer = second === undefined ? edit.whole : (edit.extension ?? {});
  if (pair === undefined) return [addInOrder(entry, shape, extensionAlias(first), outer, edited)];
  if (second === undefined) return editValue(pair, edit, entry.flow === true, edited);
  const extension = pair.value;
  if (!isMap(extension)) return [replaceValue(pair, outer, entry.flow === true, edited)];
  const inner = pairOf(extension, second);
  const below = shape.kind === 'map' ? (shape.keyOf(first)?.value ?? shape.others) : shape;
  if (inner === undefined) return [addInOrder(extension, below, second, edit.whole, edited)];
  return editValue(inner, edit, extension.flow === true, edited);
}

/** The pair that a map itself holds, whatever a merge key adds. */
function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(
    ({ key }) => isScalar(key) && typeof key.value === 'string' && foldedKey(key.value) === foldedKey(name),
  );
}

function foldedKey(key: string): string {
  const folded = key.toLowerCase();
  return (EXTENSION_ALIASES.get(folded) ?? folded).toLowerCase();
}

function rankOf(shape: Shape, key: string): number {
  return (shape.kind === 'map' ? shape.keyOf(key)?.rank : undefined) ?? UNKNOWN_RANK;
}

/** Behind the last key that stands in front of it in the canonical order. */
function addInOrder(map: YAMLMap, shape: Shape, key: string, value: JsonValue, edited: EditedText): TextEdit {
  const rank = rankOf(shape, key);
  const before = map.items.filter((pair) => rankOf(shape, isScalar(pair.key) ? String(pair.key.value) : '') <= rank);
  return addKey(map, key, value, before.at(-1) ?? map.items[0], edited);
}

/** Where the file does not say the value itself, or says it in a form of its own, it is written anew. */
function editValue(
  pair: Pair,
  { changes, whole }: AttributeEdit,
  inFlow: boolean,
  edited: EditedText,
): readonly TextEdit[] {
  const anew = () => [replaceValue(pair, whole, inFlow, edited)];
  const { value } = pair;
  const found: TextEdit[] = [];
  for (const change of changes) {
    if (change.kind !== 'set') continue;
    const edits = setValue(pair, change, inFlow, edited);
    if (edits === undefined) return anew();
    found.push(...edits);
  }
  const removed = new Set(changes.flatMap((change) => (change.kind === 'remove' ? [change.index] : [])));
  const added = changes.flatMap((change) => (change.kind === 'add' ? [change.value] : []));
  if (removed.size + added.length === 0) return found;
  if (!isSeq(value) || value.items.length === 0 || [...removed].some((index) => value.items[index] === undefined))
    return anew();
  return [...found, ...changeList(pair, value, removed, added, edited)];
}

function setValue(
  pair: Pair,
  { path, value }: Extract<ValueChange, { kind: 'set' }>,
  inFlow: boolean,
  edited: EditedText,
): readonly TextEdit[] | undefined {
  const [first, second] = path;
  if (first === undefined) return [replaceValue(pair, value, inFlow, edited)];
  const map = typeof first === 'number' && isSeq(pair.value) ? pair.value.items[first] : pair.value;
  const sub = typeof first === 'number' ? second : first;
  if (isScalar(map) && sub === 'user')
    return [replaceItem(map, value, isSeq(pair.value) && pair.value.flow === true, edited)];
  if (!isMap(map) || typeof sub !== 'string') return undefined;
  const inner = pairOf(map, sub);
  if (inner !== undefined) return [replaceValue(inner, value, map.flow === true, edited)];
  const says = value === null || value === false;
  return says ? [] : [addKey(map, sub, value, map.items.at(-1), edited)];
}
