import { DECLARABLE_ATTRIBUTES, EXTENSION_ALIASES } from '../../model/attribute-table.ts';
import { PLURAL, type ResourceType } from '../../model/resource.ts';
import type { Restriction } from '../../model/rules/restriction.ts';
import type { Pointer } from '../../model/span.ts';
import { type FilePattern, filePattern } from '../../syntax/file-pattern.ts';
import * as problems from '../problems/problems.ts';
import type { Problem } from '../problems/report.ts';
import { GLOB_FAULTS } from '../project/resource-paths.ts';
import { attributePath, knownPaths } from '../resources/attribute-path.ts';
import { readFilter } from '../resources/read-filter.ts';
import { type FileScope, readText, scalarAt } from '../values/read-text.ts';
import { childOf, isNull, type Tree, type TreeMap } from '../yaml/tree.ts';

/** The attributes that a file may set: all, all but a few, or those of a list, by type in schema spelling. */
export type AllowedAttributes =
  | { readonly kind: 'all' }
  | { readonly kind: 'usual' }
  | {
      readonly kind: 'listed';
      readonly written: readonly string[];
      readonly names: Readonly<Record<ResourceType, ReadonlySet<string>>>;
    };

/** An entry of `restrictions`. */
export interface FileRestriction extends Restriction {
  readonly files: FilePattern;
  readonly attributes: AllowedAttributes;
}

/**
 * Reads `restrictions` of a map; a faulty entry is left out after a report.
 * @param below where the map stands in its file
 */
export function readRestrictions(
  map: Tree | undefined,
  below: Pointer['path'],
  scope: FileScope,
): readonly FileRestriction[] {
  const list = childOf(map, 'restrictions');
  return (list?.kind === 'list' ? list.items : []).flatMap((item, index) => {
    if (item.kind !== 'map') return [];
    return readRestriction(item, { file: scope.file.path, path: [...below, 'restrictions', index] }, scope) ?? [];
  });
}

function readRestriction(map: TreeMap, pointer: Pointer, scope: FileScope): FileRestriction | undefined {
  const files = readFiles(map, scope);
  const filters = { ...readFilterOf('User', map, scope), ...readFilterOf('Group', map, scope) };
  const attributes = readAllowed(map, scope);
  return files && { files, filters, attributes, pointer };
}

function readFiles(map: TreeMap, scope: FileScope): FilePattern | undefined {
  const scalar = scalarAt(map, 'files');
  const text = scalar && readText(scalar, scope);
  if (scalar === undefined || text === undefined) return undefined;
  const pattern = filePattern(text);
  if (typeof pattern !== 'string') return pattern;
  scope.report(problems.badRestrictedFiles(GLOB_FAULTS[pattern]), scalar);
  return undefined;
}

function readFilterOf(type: ResourceType, map: TreeMap, scope: FileScope): Restriction['filters'] {
  const scalar = scalarAt(map, PLURAL[type]);
  const filter = scalar && readFilter(scalar, type, 'planned', scope);
  return filter === undefined ? {} : { [type]: filter };
}

function readAllowed(map: TreeMap, scope: FileScope): AllowedAttributes {
  const tree = childOf(map, 'attributes');
  if (tree === undefined || isNull(tree)) return { kind: 'usual' };
  if (tree.kind === 'scalar' && tree.text === '*') return { kind: 'all' };
  if (tree.kind !== 'list') scope.report(problems.badValue('"*" for all, or a list of attributes'), tree);
  const written = (tree.kind === 'list' ? tree.items : []).flatMap((item) => listedName(item, scope) ?? []);
  const pathsOf = (type: ResourceType) =>
    new Set(written.flatMap((name) => listedPath(name, type)?.toLowerCase() ?? []));
  return { kind: 'listed', written, names: { User: pathsOf('User'), Group: pathsOf('Group') } };
}

function listedName(item: Tree, scope: FileScope): string | undefined {
  const text = item.kind === 'scalar' && !isNull(item) ? readText(item, scope) : undefined;
  if (text === undefined || listedPath(text, 'User') !== undefined || listedPath(text, 'Group') !== undefined)
    return text;
  scope.report(unknown(text), item);
  return undefined;
}

/** An extension as a whole is named by its alias or URN, anything else as in `$ignore`. */
function listedPath(text: string, type: ResourceType): string | undefined {
  const table = DECLARABLE_ATTRIBUTES[type];
  const urn = EXTENSION_ALIASES.get(text.toLowerCase()) ?? text;
  return table.extensions.get(urn.toLowerCase())?.schema ?? attributePath(text, table);
}

function unknown(text: string): Problem {
  const { User, Group } = DECLARABLE_ATTRIBUTES;
  return problems.unknownRestricted(text, new Set([...knownPaths(User), ...knownPaths(Group)]));
}
