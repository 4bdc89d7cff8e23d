import type { SecretReference } from '../../model/special-value.ts';
import * as problems from '../problems/problems.ts';
import type { Report } from '../problems/report.ts';
import { keptText, ownText } from '../yaml/own-text.ts';
import type { Place, SourceFile } from '../yaml/source-file.ts';
import { childOf, isNull, type Tree, type TreeMap, type TreeScalar } from '../yaml/tree.ts';
import { interpolate, NO_SECRETS, type SecretToken } from './interpolate.ts';
import { pathFrom } from './path-from.ts';

/** What reading a value of a file needs to know. */
export interface FileScope {
  readonly file: SourceFile;
  /** What `${var:NAME}` stands for, by name. */
  readonly variables: ReadonlyMap<string, string>;
  readonly report: Report;
}

/** The text of a scalar with everything filled in; undefined after a problem was reported. */
export function readText(scalar: TreeScalar, scope: FileScope): string | undefined {
  return readTextWith(scalar, scope, NO_SECRETS);
}

/** The same where secrets may stand: `secretToken` says what becomes of a reference to one. */
export function readTextWith(scalar: TreeScalar, scope: FileScope, secretToken: SecretToken): string | undefined {
  if (scope.file.isPlain && scalar.text !== '') return scalar.text;
  const text = scalar.text.includes('${') ? filled(scalar, scope, secretToken) : scalar.text;
  if (text === '') scope.report(problems.emptyText(), scalar);
  const isFit = text !== undefined && text !== '' && isPrintable(text, scalar, scope.report);
  return isFit ? text : undefined;
}

/** Control characters that no text of a directory has; TAB, LF and CR may be in an address. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is them that are looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/;

/** Reports what JSON and services cannot carry, or would carry unseen. */
function isPrintable(text: string, place: Place, report: Report): boolean {
  const [control] = CONTROL.exec(text) ?? [];
  if (control !== undefined) report(problems.controlCharacter(control), place);
  else if (!text.isWellFormed()) report(problems.loneSurrogate(), place);
  else return true;
  return false;
}

const LINE_CONTROL = /[\t\n\r]/;

/** True for an identifier, which is one line; false after a report. */
export function isOneLine(text: string, place: Place, { file, report }: FileScope): boolean {
  if (file.isPlain ? !text.includes('\n') : !LINE_CONTROL.test(text)) return true;
  const [control = ''] = LINE_CONTROL.exec(text) ?? [];
  report(problems.controlInIdentifier(control), place);
  return false;
}

/** The text of an identifier with everything filled in; undefined where none is written, or after a report. */
export function readIdentifier(tree: Tree | undefined, scope: FileScope): string | undefined {
  if (tree?.kind !== 'scalar' || tree.value === null) return undefined;
  const text = readText(tree, scope);
  return text !== undefined && isOneLine(text, tree, scope) ? text : undefined;
}

function filled(
  scalar: TreeScalar,
  { file, variables, report }: FileScope,
  secretToken: SecretToken,
): string | undefined {
  const result = interpolate(scalar.text, variables, secretToken);
  if (result.ok) return keptText(result.text);
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

/** A variable as shells name it; a path without what would break a line wherever it is shown. */
const NAMES = { env: /^[A-Za-z_]\w*$/, file: /^\P{Cc}+$/u };

/** Whether a variable or a file can have that name: what refusals show, and ask to paste, must not be written by a file. */
export function canBeNamed(kind: string, name: string): boolean {
  return (kind === 'env' ? NAMES.env : NAMES.file).test(name);
}

/** A secret by its place: only `${env:NAME}` or `${file:PATH}` as the whole value will do. */
export function readSecret(scalar: TreeScalar, scope: FileScope): SecretReference | undefined {
  const reference = wholeReference(scalar, scope);
  if (reference === undefined) scope.report(problems.literalSecret(), scalar);
  return reference;
}

/** A text that may also come from a secret's place, as the whole value. */
export function readTextOrSecret(scalar: TreeScalar, scope: FileScope): string | SecretReference | undefined {
  return wholeReference(scalar, scope) ?? readText(scalar, scope);
}

function wholeReference(scalar: TreeScalar, { file }: FileScope): SecretReference | undefined {
  const [, kind, name] = WHOLE_REFERENCE.exec(scalar.text) ?? [];
  if (kind === undefined || name === undefined || !canBeNamed(kind, name)) return undefined;
  return { $secret: ownText(kind === 'env' ? `env:${name}` : `file:${pathFrom(file.path, name)}`) };
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
