import { type Document, isSeq, type Node, visit } from 'yaml';
import { alignComments } from './align-comments.ts';
import { SAME_LINE } from './read-documents.ts';

/** Prints documents that are arranged already, in the style of `fmt`. */
export function printDocuments(documents: readonly Document[]): string {
  return alignComments(joinSameLine(documents.map(printDocument).join('')));
}

function printDocument(document: Document): string {
  visit(document, { Collection: (_, node) => setPadding(node) });
  // Nothing is folded, so that a long value stays one line that can be searched for.
  return document.toString({ lineWidth: 0, verifyAliasOrder: false });
}

/** `{ type: work }` and `[ada, bob]` */
function setPadding(node: Node): void {
  const padding = isSeq(node) ? '' : ' ';
  const plain = node.toString.bind(node) as unknown as (context: object, ...rest: unknown[]) => string;
  Object.assign(node, {
    toString: (context: object, ...rest: unknown[]) => plain({ ...context, flowCollectionPadding: padding }, ...rest),
  });
}

/** Puts comments back that stood behind the key of a block. */
function joinSameLine(text: string): string {
  return text.replace(new RegExp(`\\n *#${SAME_LINE}`, 'g'), ' #');
}
