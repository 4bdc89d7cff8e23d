import type { Document } from 'yaml';
import type { Problem, Report } from '../problems/report.ts';
import { parseCommonYaml } from '../yaml/common-yaml.ts';
import { parseAnyYaml, readAnyYaml } from '../yaml/parse-yaml.ts';
import type { Place, SourceFile } from '../yaml/source-file.ts';
import type { Tree } from '../yaml/tree.ts';
import { isUnmerged } from '../yaml/unmerged.ts';
import { composeToPrint, readDocuments } from './read-documents.ts';

/** A file that is read once, in order to format it. */
export interface ReadYaml {
  readonly trees: readonly Tree[];
  /** What it says where all of it is common YAML, which is read without documents. */
  readonly common?: Tree;
  /** Its documents, to be arranged in place; undefined where it is faulty, so that nobody can say what it means. */
  readonly documents: (() => readonly Document.Parsed[]) | undefined;
}

/** Reads a file in order to format it; undefined where it is no YAML. What is wrong is reported as `parseYaml` does. */
export function readYaml(file: SourceFile, report: Report): ReadYaml | undefined {
  if (isUnmerged(file, report)) return undefined;
  const common = parseCommonYaml(file);
  if (common === undefined) return readAny(file, report);
  return { trees: [common], common, documents: () => readDocuments(file.text) };
}

/** Comments are moved before documents are made of the tokens, and that may be all that the parser complains about. */
function readAny(file: SourceFile, report: Report): ReadYaml | undefined {
  const told: [Problem, Place][] = [];
  const read = readAnyYaml(file, (problem, place) => told.push([problem, place]), composeToPrint);
  if (told.length > 0 && file.text.includes('#')) return readCommented(file, report);
  for (const [problem, place] of told) report(problem, place);
  return read && { trees: read.trees, documents: told.length > 0 ? undefined : () => read.documents };
}

function readCommented(file: SourceFile, report: Report): ReadYaml | undefined {
  let isFaulty = false;
  const trees = parseAnyYaml(file, (problem, place) => {
    isFaulty = true;
    report(problem, place);
  });
  return trees && { trees, documents: isFaulty ? undefined : () => readDocuments(file.text) };
}
