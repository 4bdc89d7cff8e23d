import type { AnySchemaObject, ErrorObject } from 'ajv';
import { stringify } from 'yaml';
import { DECLARABLE_ATTRIBUTES, EXTENSION_ALIASES } from '../../model/attribute-table.ts';
import { closest } from '../../model/did-you-mean.ts';
import type { ResourceType } from '../../model/resource.ts';
import * as problems from '../problems/problems.ts';
import type { Problem } from '../problems/report.ts';
import { isNull, type Tree } from '../yaml/tree.ts';

/** What to say of a key that the schema does not name. */
export function unknownProblem(key: string, path: readonly string[], known: readonly string[]): Problem {
  const [section, index, attribute] = withoutEnvironment(path);
  if (section === undefined && path.length === 0) return unknownAtTop(key, known);
  if (section === 'defaults' && index !== undefined) return unknownDefault(key, index, attribute, known);
  if (section === 'policies') return problems.unknownKey(key, known, 'in a policy');
  const inEntry = (section === 'users' || section === 'groups') && index !== undefined;
  if (!inEntry) return problems.unknownKey(key, known, `under "${path.join('.')}"`);
  if (key.startsWith('$') || attribute === 'members') return problems.unknownKey(key, known);
  if (attribute !== undefined) return problems.unknownSubAttribute(key, aliased(attribute), known);
  return readOnlyProblem(key, section) ?? problems.unknownAttribute(key, ownerIn(section), known);
}

/** Environments hold what the file itself holds. */
function withoutEnvironment(path: readonly string[]): readonly string[] {
  return path[0] === 'environments' ? path.slice(2) : path;
}

function ownerIn(section: string): string {
  return section.startsWith('user') ? 'a user' : 'a group';
}

/** The short name of an extension, where it has one. */
function aliased(name: string): string {
  const [alias] = [...EXTENSION_ALIASES].find(([, urn]) => urn === name) ?? [name];
  return alias;
}

const SECTIONS = [
  ['users', 'User'],
  ['groups', 'Group'],
] as const;

function isOfEntry(key: string, type: ResourceType): boolean {
  return DECLARABLE_ATTRIBUTES[type].core.has(key.toLowerCase()) || key === '$state' || key === '$previously';
}

const PROJECT_ONLY: ReadonlySet<string> = new Set([
  'service',
  'resources',
  'variables',
  'defaults',
  'environments',
  'defaultEnvironment',
  'policies',
]);

function unknownAtTop(key: string, known: readonly string[]): Problem {
  if (PROJECT_ONLY.has(key)) return problems.misplacedKey(key, 'in rollcall.yaml');
  const section = SECTIONS.find(([, type]) => isOfEntry(key, type));
  // A close name of a section is a slip all the same.
  if (section === undefined || closest(key, known) !== undefined) return problems.unknownKey(key, known);
  return problems.misplacedKey(key, `in an entry under "${section[0]}:", indented as its other lines are`);
}

const UNIQUE: ReadonlySet<string> = new Set(['userName', 'externalId', 'members']);

function unknownDefault(key: string, type: string, attribute: string | undefined, known: readonly string[]): Problem {
  if (attribute !== undefined) return problems.unknownSubAttribute(key, aliased(attribute), known);
  const unique = UNIQUE.has(key) || (type === 'group' && key === 'displayName');
  return unique || key.startsWith('$')
    ? problems.notADefault(key)
    : problems.unknownAttribute(key, ownerIn(type), known);
}

const READ_ONLY_CURES: Readonly<Record<string, string>> = {
  id: 'Where an entry must be tied to one id, write "$id".',
  groups: 'Name the user under "members" of each group instead.',
  schemas: 'rollcall fills it from the attributes that are declared.',
};

function readOnlyProblem(key: string, section: 'users' | 'groups'): Problem | undefined {
  const attribute = DECLARABLE_ATTRIBUTES[section === 'users' ? 'User' : 'Group'].core.get(key.toLowerCase());
  const name = attribute?.mutability === 'readOnly' ? attribute.name : key.toLowerCase();
  if (name !== 'schemas' && attribute?.mutability !== 'readOnly') return undefined;
  return problems.readOnlyAttribute(name, READ_ONLY_CURES[name] ?? 'Remove it.');
}

/** What to say where a value is not as the schema wants it. */
export function problemOf(error: ErrorObject, node: Tree, path: readonly string[]): Problem {
  if (error.keyword === 'required') return missingProblem(error.params['missingProperty'], path);
  if (error.keyword === 'enum') return problems.notAllowed(allowedValues(error), shown(node));
  if (error.keyword === 'const') return problems.notAllowed([String(error.params['allowedValue'])], shown(node));
  if (error.keyword === 'minItems' && node.kind === 'list') {
    return problems.tooFewItems(error.params['limit'], node.items.length);
  }
  if (error.keyword === 'minimum') return problems.tooSmall(error.params['limit'], shown(node));
  const schema = error.parentSchema ?? {};
  if (error.keyword === 'minLength') return problems.emptyText([schema['type']].flat().includes('null'));
  return isNull(node) ? nullProblem(schema, path) : typeProblem(schema, node);
}

/** A null is for environments, which take a value away with it. */
function allowedValues(error: ErrorObject): readonly string[] {
  const values: readonly (string | null)[] = error.params['allowedValues'];
  return values.filter((value) => value !== null);
}

function nullProblem(schema: AnySchemaObject, path: readonly string[]): Problem {
  const name = path.at(-1) ?? '';
  const ofEntry = path.length === 3 && (path[0] === 'users' || path[0] === 'groups');
  if (ofEntry && (name === 'userName' || name === 'displayName')) return missingProblem(name, path.slice(0, 2));
  const list = path.at(-2);
  if (/^\d+$/.test(name) && list !== undefined) return problems.emptyElement(list, expectedBy(schema));
  return problems.cannotBeNull(name, expectedBy(schema));
}

function typeProblem(schema: AnySchemaObject, node: Tree): Problem {
  const expected = expectedBy(schema);
  if (node.kind === 'scalar' && expected === 'true or false') return problems.notBoolean(node.text);
  const [example] = expected === 'text' ? [] : (schema['examples'] ?? []);
  return problems.wrongType(expected, foundIn(node), example === undefined ? '' : flowText(example));
}

function missingProblem(missing: string, path: readonly string[]): Problem {
  if (path[0] === 'users' && path.length === 2) return problems.missingName(missing, 'user');
  if (path[0] === 'groups' && path.length === 2) return problems.missingName(missing, 'group');
  if (path[0] === 'policies') return problems.missingKey(missing, 'a policy');
  return problems.missingKey(missing, path.length === 0 ? 'the file' : `"${path.join('.')}"`);
}

/** A value in one line of YAML. */
function flowText(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}

function shown(node: Tree): string {
  return node.kind === 'scalar' ? node.text : foundIn(node);
}

/** What a schema wants, in words; a boolean may come from an interpolated text, which its type list shows. */
function expectedBy(schema: AnySchemaObject): string {
  const types = new Set<string>([schema['type'] ?? []].flat());
  if (types.has('boolean') && !types.has('number')) return 'true or false';
  const words = [
    types.has('string') ? 'text' : types.has('number') ? 'a number' : [],
    types.has('integer') ? 'a whole number' : [],
    types.has('object') ? 'a mapping' : [],
    types.has('array') ? 'a list' : [],
  ].flat();
  return words.length === 0 ? 'another value' : words.join(' or ');
}

/** What stands in a file, in words. */
export function foundIn(node: Tree): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'boolean') return 'true or false';
  return typeof node.value === 'number' ? 'a number' : 'text';
}
