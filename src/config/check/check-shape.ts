import { readFile } from 'node:fs/promises';
import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv';
import * as problems from '../problems/problems.ts';
import type { Report } from '../problems/report.ts';
import type { Place, SourceFile } from '../yaml/source-file.ts';
import { entryPlace, isNull, placeOf, plainValue, type Tree, type TreeEntry } from '../yaml/tree.ts';
import { problemOf, unknownProblem } from './shape-problems.ts';

/** The JSON Schemas of `schemas/`, compiled: the same files that editors use. */
export interface Shapes {
  readonly project: ValidateFunction;
  readonly resources: ValidateFunction;
}

let loading: Promise<Shapes> | undefined;

/** Loads ajv only when files are really checked, and once, because that takes longer than most projects. */
export function loadShapes(): Promise<Shapes> {
  loading ??= compileShapes();
  return loading;
}

async function compileShapes(): Promise<Shapes> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, allowMatchingProperties: true });
  const [resources, dialect] = await Promise.all([readSchema('resources'), readSchema('dialect')]);
  ajv.addSchema([resources, dialect]);
  return { resources: ajv.compile({ $ref: `${resources.$id}#` }), project: ajv.compile(await readSchema('project')) };
}

async function readSchema(name: string): Promise<AnySchemaObject> {
  return JSON.parse(await readFile(new URL(`../../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
}

/** Reports where a tree, with attributes in schema spelling, is not shaped as its JSON Schema says. */
export function checkShape(tree: Tree, validate: ValidateFunction, file: SourceFile, report: Report): void {
  if (validate(plainValue(tree))) return;
  for (const error of validate.errors ?? []) reportShapeError(error, tree, file, report);
}

/** Keywords whose failure only sums up others, or which the reader of that part explains better. */
const SILENT: ReadonlySet<string> = new Set(['if', 'oneOf']);

function reportShapeError(error: ErrorObject, tree: Tree, file: SourceFile, report: Report): void {
  if (SILENT.has(error.keyword) || error.schemaPath.includes('/oneOf/')) return;
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const { node, entry } = follow(tree, path);
  if (path.at(-1) === 'manager' && node.kind === 'map') return;
  if (error.keyword === 'additionalProperties') reportUnknown(error, node, path, report);
  else if (isSecret(error, node)) report(problems.literalSecret(), node);
  else report(problemOf(error, node, path), entry === undefined ? placeOf(node, file) : placeOfEntry(error, entry));
}

/** What the schemas ask of every secret. */
const SECRET_PATTERN = '^\\$\\{(env|file):[^}]+\\}$';

/** Anything in the place of a secret may be one, a list or mapping too: all of it is marked, so that all is masked. */
function isSecret({ parentSchema }: ErrorObject, node: Tree): boolean {
  return parentSchema?.['pattern'] === SECRET_PATTERN && !isNull(node);
}

function placeOfEntry(error: ErrorObject, entry: TreeEntry): Place {
  return error.keyword === 'required' ? entry.keyPlace : entryPlace(entry);
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The node at a path, and the entry that holds it where its parent is a map. */
function follow(tree: Tree, path: readonly string[]): { readonly node: Tree; readonly entry: TreeEntry | undefined } {
  let node = tree;
  let entry: TreeEntry | undefined;
  for (const part of path) {
    entry = node.kind === 'map' ? node.entries.get(part) : undefined;
    const next = node.kind === 'list' ? node.items[Number(part)] : entry?.value;
    if (next === undefined) break;
    node = next;
  }
  return { node, entry };
}

function reportUnknown(error: ErrorObject, node: Tree, path: readonly string[], report: Report): void {
  const name: string = error.params['additionalProperty'];
  const entry = node.kind === 'map' ? node.entries.get(name) : undefined;
  if (entry === undefined) return;
  const known = Object.keys(error.parentSchema?.['properties'] ?? {});
  report(unknownProblem(entry.key, path, known), entry.keyPlace);
}
