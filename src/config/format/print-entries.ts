import { Document, isCollection, isMap, isPair, isScalar, isSeq, type YAMLMap } from 'yaml';
import { isExtensionKey } from '../../model/attribute-table.ts';
import type { JsonObject } from '../../model/json.ts';
import { isTall, printItem } from '../canonical/styled.ts';
import { styledEntry } from '../canonical/styled-entry.ts';
import { arrange } from './arrange.ts';
import { printDocuments } from './print-documents.ts';
import { DOCUMENT_OPTIONS } from './read-documents.ts';
import { RESOURCES_SHAPE, type Shape } from './shapes.ts';

/** An entry as it stands in a file. */
export interface PrintedEntry {
  readonly text: string;
  /** It takes several lines, which blank lines set apart from its neighbours. */
  readonly isTall: boolean;
}

/** A resource file with these entries, as `fmt` would write it. */
export function printEntries(section: 'users' | 'groups', entries: readonly JsonObject[]): string {
  return joinEntries(
    section,
    entries.map((entry) => printEntry(section, entry)),
  );
}

/** One entry of a resource file, with the indent that it has there. */
export function printEntry(section: 'users' | 'groups', entry: JsonObject): PrintedEntry {
  const styled = styledEntry(entry, entryShape(section));
  if (styled !== undefined) return { text: printItem(styled, '  '), isTall: isTall(styled) };
  const text = printAnyEntries(section, [entry]);
  return { text: text.slice(text.indexOf('\n') + 1), isTall: Object.keys(entry).length > 1 };
}

/** A resource file of printed entries. */
export function joinEntries(section: 'users' | 'groups', printed: readonly PrintedEntry[]): string {
  if (printed.length === 0) return `${section}: []\n`;
  let text = `${section}:\n`;
  let isTallBefore = false;
  for (const [index, { text: own, isTall: isTallOwn }] of printed.entries()) {
    if (index > 0 && (isTallBefore || isTallOwn)) text += '\n';
    text += own;
    isTallBefore = isTallOwn;
  }
  return text;
}

function entryShape(section: 'users' | 'groups'): Shape {
  const list = RESOURCES_SHAPE.kind === 'map' ? RESOURCES_SHAPE.keyOf(section)?.value : undefined;
  return list?.kind === 'list' ? list.item : RESOURCES_SHAPE;
}

/** The same by the whole grammar, which takes about ten times as long. */
export function printAnyEntries(section: 'users' | 'groups', entries: readonly JsonObject[]): string {
  const document = new Document({ [section]: entries }, DOCUMENT_OPTIONS);
  const list = document.get(section);
  for (const entry of isSeq(list) ? list.items : []) if (isMap(entry)) styleEntry(entry);
  arrange(document.contents, RESOURCES_SHAPE);
  return printDocuments([document]);
}

/** Extensions and lists in blocks; what is inside them, and parts of names, on one line. */
function styleEntry(entry: YAMLMap): void {
  for (const { key, value } of entry.items) {
    const isExtension = isScalar(key) && isExtensionKey(String(key.value));
    style(value);
    if (isCollection(value) && (isExtension || isSeq(value)) && value.items.length > 0) value.flow = false;
  }
}

/** Texts get quotes until it is known that they need none; numbers are written as JSON writes them. */
function style(node: unknown): void {
  if (isPair(node)) style(node.value);
  if (isCollection(node)) {
    node.flow = true;
    for (const item of node.items) style(item);
  }
  if (!isScalar(node)) return;
  node.type = typeof node.value === 'string' ? 'QUOTE_SINGLE' : 'PLAIN';
  if (typeof node.value === 'number') node.value = node.source = String(node.value);
}
