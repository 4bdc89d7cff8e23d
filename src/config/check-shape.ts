import { readFile } from 'node:fs/promises';
import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv';
import { RFC_ATTRIBUTES } from '../model/attribute-table.ts';
import type { Problem, Report } from './problem.ts';
import * as problems from './problems.ts';
import type { Place, SourceFile } from './source-file.ts';
import { entryPlace, isNull, placeOf, plainValue, type Tree, type TreeEntry } from './tree.ts';

/** The JSON Schemas of `schemas/`, compiled: the same files that editors use. */
export interface Shapes {
  readonly project: ValidateFunction;
  readonly resources: ValidateFunction;
}

/** Loads ajv only when files are really checked, because it takes longer than everything else that starts. */
export async function loadShapes(): Promise<Shapes> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, allowMatchingProperties: true });
  const resources = await readSchema('resources');
  ajv.addSchema(resources);
  return { resources: ajv.compile({ $ref: `${resources.$id}#` }), project: ajv.compile(await readSchema('project')) };
}

async function readSchema(name: string): Promise<AnySchemaObject> {
  return JSON.parse(await readFile(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
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
  if (error.keyword === 'additionalProperties') reportUnknown(error, node, path, report);
  else report(problemOf(error, node, path), entry === undefined ? placeOf(node, file) : placeOfEntry(error, entry));
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

function unknownProblem(key: string, path: readonly string[], known: readonly string[]): Problem {
  const [section, index, attribute] = path;
  if (section === undefined) return unknownAtTop(key, known);
  if (section === 'defaults') return unknownDefault(key, path, known);
  if (section !== 'users' && section !== 'groups') return problems.unknownKey(key, known, `under "${path.join('.')}"`);
  if (index === undefined || key.startsWith('$')) return problems.unknownKey(key, known);
  const owner = section === 'users' ? 'a user' : 'a group';
  if (attribute === undefined) return readOnlyProblem(key, section) ?? problems.unknownAttribute(key, owner, known);
  if (attribute === 'members') return problems.memberForm();
  if (path.at(-1) === 'manager') return problems.managerForm();
  return problems.unknownAttribute(key, `"${attribute}"`, known);
}

const PROJECT_ONLY: ReadonlySet<string> = new Set([
  'service',
  'resources',
  'variables',
  'defaults',
  'environments',
  'defaultEnvironment',
]);

function unknownAtTop(key: string, known: readonly string[]): Problem {
  const misplaced = PROJECT_ONLY.has(key);
  return misplaced ? problems.misplacedKey(key, 'in rollcall.yaml') : problems.unknownKey(key, known);
}

const UNIQUE: ReadonlySet<string> = new Set(['userName', 'externalId', 'members']);

function unknownDefault(key: string, path: readonly string[], known: readonly string[]): Problem {
  const ofGroup = path[1] === 'group';
  if (UNIQUE.has(key) || key.startsWith('$') || (ofGroup && key === 'displayName')) return problems.notADefault(key);
  return problems.unknownAttribute(key, ofGroup ? 'a group' : 'a user', known);
}

const READ_ONLY_CURES: Readonly<Record<string, string>> = {
  id: 'Where an entry must be tied to one id, write "$id".',
  groups: 'Name the user under "members" of each group instead.',
  schemas: 'rollcall fills it from the attributes that are declared.',
};

function readOnlyProblem(key: string, section: 'users' | 'groups'): Problem | undefined {
  const attribute = RFC_ATTRIBUTES[section === 'users' ? 'User' : 'Group'].core.get(key.toLowerCase());
  const name = attribute?.mutability === 'readOnly' ? attribute.name : key.toLowerCase();
  if (name !== 'schemas' && attribute?.mutability !== 'readOnly') return undefined;
  return problems.readOnlyAttribute(name, READ_ONLY_CURES[name] ?? 'Remove it.');
}

function problemOf(error: ErrorObject, node: Tree, path: readonly string[]): Problem {
  const name = path.at(-1) ?? 'the file';
  if (error.keyword === 'required') return missingProblem(error.params['missingProperty'], path);
  if (error.keyword === 'enum') return problems.notAllowed(error.params['allowedValues'], shown(node));
  if (error.keyword === 'minLength') return problems.emptyText();
  const { pattern } = error.parentSchema ?? {};
  if (pattern === SECRET_PATTERN && node.kind === 'scalar' && !isNull(node)) return problems.literalSecret();
  const expected = expectedBy(error.parentSchema ?? {});
  if (expected === 'true or false' && node.kind === 'scalar' && !isNull(node)) return problems.notBoolean();
  if (!isNull(node)) return problems.wrongType(expected, foundIn(node));
  return problems.cannotBeNull(`"${name}"`, `Expected ${expected}. To leave it alone, remove the line.`);
}

/** What the schemas ask of every secret. */
const SECRET_PATTERN = '^\\$\\{(env|file):[^}]+\\}$';

function missingProblem(missing: string, path: readonly string[]): Problem {
  if (path[0] === 'users' && path.length === 2) return problems.missingName(missing, 'user');
  if (path[0] === 'groups' && path.length === 2) return problems.missingName(missing, 'group');
  return problems.missingKey(missing, path.length === 0 ? 'the file' : `"${path.join('.')}"`);
}

function shown(node: Tree): string {
  return node.kind === 'scalar' ? node.text : foundIn(node);
}

/** What a schema wants, in words; a boolean may come from an interpolated text, which its type list shows. */
function expectedBy(schema: AnySchemaObject): string {
  const types = new Set<string>([schema['type'] ?? []].flat());
  if (types.has('boolean') && !types.has('number')) return 'true or false';
  const words = [
    types.has('string') || types.has('number') ? 'text' : [],
    types.has('object') ? 'a mapping' : [],
    types.has('array') ? 'a list' : [],
  ].flat();
  return words.length === 0 ? 'another value' : words.join(' or ');
}

function foundIn(node: Tree): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'boolean') return 'true or false';
  return typeof node.value === 'number' ? 'a number' : 'text';
}
