import { Document, isCollection, isScalar, type Scalar, visit } from 'yaml';
import type { JsonValue } from '../../model/json.ts';
import { isPlain, isRetyped } from './plain-text.ts';
import { printDocuments } from './print-documents.ts';
import { DOCUMENT_OPTIONS } from './read-documents.ts';

/** Where a value is to stand. */
export interface InlinePlace {
  readonly isJson: boolean;
  /** Inside `{}` or `[]`, where commas and brackets need quotes. */
  readonly inFlow: boolean;
  /** What stood there before: its quotes are kept. */
  readonly before?: unknown;
}

/** A value on one line. */
export function inlineText(value: JsonValue, { isJson, inFlow, before }: InlinePlace): string {
  if (isJson) return JSON.stringify(value);
  const document = new Document([value], DOCUMENT_OPTIONS);
  visit(document, {
    Collection: (_, node) => {
      node.flow = true;
    },
    Scalar: (_, node) => styleScalar(node, isCollection(value) ? undefined : before),
  });
  if (inFlow || typeof value === 'object') return printDocuments([document]).slice(1, -2);
  const alone = new Document({ k: document.get(0, true) }, DOCUMENT_OPTIONS);
  return printDocuments([alone]).slice('k: '.length, -1);
}

function styleScalar(node: Scalar, before: unknown): void {
  const { value } = node;
  const kept =
    isScalar(before) && (before.type === 'QUOTE_DOUBLE' || before.type === 'QUOTE_SINGLE') ? before.type : undefined;
  if (typeof value === 'number') node.value = String(value);
  if (typeof value !== 'string') node.type = 'PLAIN';
  else if (kept !== undefined) node.type = kept;
  else if (isPlain(value) || (isScalar(before) && before.source !== '' && !isRetyped(value) && !value.includes('\n')))
    node.type = 'PLAIN';
  else node.type = value.includes('"') && !value.includes('\n') ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE';
}
