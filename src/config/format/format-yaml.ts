import { type Document, isSeq, type Node, visit } from 'yaml';
import { parseYaml } from '../parse-yaml.ts';
import type { Report } from '../problem.ts';
import { sourceFile } from '../source-file.ts';
import { alignComments } from './align-comments.ts';
import { arrange } from './arrange.ts';
import { readDocuments, SAME_LINE } from './read-documents.ts';
import { sameMeaning } from './same-meaning.ts';
import { PROJECT_SHAPE, RESOURCES_SHAPE, type Shape } from './shapes.ts';

/** What became of a file: its canonical text, or why it has none. */
export type Formatted =
  | { readonly kind: 'text'; readonly text: string }
  /** It is not YAML, which was reported. */
  | { readonly kind: 'unreadable' }
  /** Its canonical form would say something else, so that it stays as it is. */
  | { readonly kind: 'unsafe' };

export type FileKind = 'project' | 'resources';

const SHAPES: Readonly<Record<FileKind, Shape>> = { project: PROJECT_SHAPE, resources: RESOURCES_SHAPE };

/** Brings a file to canonical order and style; comments and anchors stay. Formatting the result again changes nothing. */
export function formatYaml(path: string, text: string, kind: FileKind, report: Report): Formatted {
  const before = parseYaml(sourceFile(path, text), report);
  if (before === undefined) return { kind: 'unreadable' };
  const documents = readDocuments(text);
  // A document without content may still hold comments.
  if (before.length === 0 || before.length < documents.length) return { kind: 'text', text };
  for (const { contents } of documents) arrange(contents, SHAPES[kind]);
  const formatted = alignComments(joinSameLine(documents.map(printDocument).join('')));
  const after = parseYaml(sourceFile(path, formatted), () => undefined);
  if (after === undefined || !sameMeaning(before, after)) return { kind: 'unsafe' };
  return { kind: 'text', text: formatted };
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
