import { doubtfulPart } from '../canonical/doubtful-part.ts';
import type { Report } from '../problems/report.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { sourceFile } from '../yaml/source-file.ts';
import { arrange } from './arrange.ts';
import { printDocuments } from './print-documents.ts';
import { type ReadYaml, readYaml } from './read-yaml.ts';
import { sameMeaning } from './same-meaning.ts';
import { PROJECT_SHAPE, RESOURCES_SHAPE, type Shape } from './shapes.ts';

/** What became of a file: its canonical text, or why it has none. */
export type Formatted =
  | { readonly kind: 'text'; readonly text: string }
  /** It is faulty, which was reported. */
  | { readonly kind: 'unreadable' }
  /** Its canonical form would say something else, so that it stays as it is. */
  | { readonly kind: 'unsafe' };

export type FileKind = 'project' | 'resources';

/** Where more of a file than this is in doubt, all of it is asked about at once. */
const WORTH_ASKING = 0.7;
const SHAPES: Readonly<Record<FileKind, Shape>> = { project: PROJECT_SHAPE, resources: RESOURCES_SHAPE };

/** Brings a file to canonical order and style; comments and anchors stay. Formatting the result again changes nothing. */
export function formatYaml(path: string, text: string, kind: FileKind, report: Report): Formatted {
  const read = readYaml(sourceFile(path, text), report);
  return read === undefined ? { kind: 'unreadable' } : formatRead(text, kind, read);
}

/** The same of a file that was read already; its documents are used up. */
export function formatRead(text: string, kind: FileKind, read: ReadYaml): Formatted {
  return kind === 'resources' && isFormatted(text, read) ? { kind: 'text', text } : formatAll(text, kind, read);
}

/** True for a file that is surely canonical; nearly every file is, and asking the whole grammar takes much longer. */
function isFormatted(text: string, { common }: ReadYaml): boolean {
  const doubtful = common && doubtfulPart(text, common);
  if (doubtful === undefined || doubtful.length > text.length * WORTH_ASKING) return false;
  const formatted = formatAnyYaml('', doubtful, 'resources', () => undefined);
  return formatted.kind === 'text' && formatted.text === doubtful;
}

/** The same by the whole grammar, which takes about ten times as long. */
export function formatAnyYaml(path: string, text: string, kind: FileKind, report: Report): Formatted {
  const read = readYaml(sourceFile(path, text), report);
  return read === undefined ? { kind: 'unreadable' } : formatAll(text, kind, read);
}

function formatAll(text: string, kind: FileKind, { trees, documents: read }: ReadYaml): Formatted {
  if (read === undefined) return { kind: 'unreadable' };
  const documents = read();
  // A document without content may still hold comments.
  if (trees.length === 0 || trees.length < documents.length) return { kind: 'text', text };
  for (const { contents } of documents) arrange(contents, SHAPES[kind]);
  const formatted = printDocuments(documents);
  if (formatted === text) return { kind: 'text', text };
  const after = parseYaml(sourceFile('', formatted), () => undefined);
  if (after === undefined || !sameMeaning(trees, after)) return { kind: 'unsafe' };
  return { kind: 'text', text: formatted };
}
