import type { Report } from '../problems/report.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { sourceFile } from '../yaml/source-file.ts';
import { arrange } from './arrange.ts';
import { printDocuments } from './print-documents.ts';
import { readDocuments } from './read-documents.ts';
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
  const formatted = printDocuments(documents);
  const after = parseYaml(sourceFile(path, formatted), () => undefined);
  if (after === undefined || !sameMeaning(before, after)) return { kind: 'unsafe' };
  return { kind: 'text', text: formatted };
}
