import type { SecretReference } from '../../model/special-value.ts';
import * as problems from '../problems/problems.ts';
import type { Report } from '../problems/report.ts';
import type { Place, SourceFile } from '../yaml/source-file.ts';
import { childOf, isNull, type TreeMap, type TreeScalar } from '../yaml/tree.ts';
import { interpolate } from './interpolate.ts';
import { pathFrom, type TextSources } from './text-sources.ts';

/** What reading a value of a file needs to know. */
export interface FileScope {
  readonly file: SourceFile;
  readonly sources: TextSources;
  readonly report: Report;
}

/** The text of a scalar with everything filled in; undefined after a problem was reported. */
export function readText(scalar: TreeScalar, { file, sources, report }: FileScope): string | undefined {
  const text = scalar.text.includes('${') ? filled(scalar, file, sources, report) : scalar.text;
  if (text !== '') return text;
  report(problems.emptyText(), scalar);
  return undefined;
}

function filled(scalar: TreeScalar, file: SourceFile, sources: TextSources, report: Report): string | undefined {
  const result = interpolate(scalar.text, file.path, sources);
  if (result.ok) return result.text;
  let from = scalar.start;
  for (const { problem, token } of result.faults) {
    const place = placeOfToken(token, from, scalar, file);
    if (place !== scalar) from = place.end;
    report(problem, place);
  }
  return undefined;
}

/** The token inside its scalar; the whole scalar where quoting or folding hides it. */
function placeOfToken(token: string, from: number, scalar: Place, file: SourceFile): Place {
  const start = file.text.indexOf(token, from);
  return start === -1 || start + token.length > scalar.end ? scalar : { start, end: start + token.length };
}

const WHOLE_REFERENCE = /^\$\{(env|file):([^}]+)\}$/;

/** A secret by its place: only `${env:NAME}` or `${file:PATH}` as the whole value will do. */
export function readSecret(scalar: TreeScalar, { file, report }: FileScope): SecretReference | undefined {
  const [, kind, name] = WHOLE_REFERENCE.exec(scalar.text) ?? [];
  if (kind === undefined || name === undefined) {
    report(problems.literalSecret(), scalar);
    return undefined;
  }
  return { $secret: kind === 'env' ? `env:${name}` : `file:${pathFrom(file.path, name)}` };
}

/** A scalar that is written and not null. */
export function scalarAt(map: TreeMap, key: string): TreeScalar | undefined {
  const tree = childOf(map, key);
  return tree?.kind === 'scalar' && !isNull(tree) ? tree : undefined;
}

/** The text under a key; undefined where there is none, or after a report. */
export function optionalText(map: TreeMap, key: string, scope: FileScope): string | undefined {
  const tree = scalarAt(map, key);
  return tree && readText(tree, scope);
}
