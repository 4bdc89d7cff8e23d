import { foldCase, PLURAL, type ResourceType } from '../../model/resource.ts';
import type { Policy } from '../../model/rules/policy.ts';
import * as problems from '../problems/problems.ts';
import { checkedFilter, readFilter } from '../resources/read-filter.ts';
import { type FileScope, optionalText, readText, scalarAt } from '../values/read-text.ts';
import { placeName } from '../yaml/source-file.ts';
import { childOf, isNull, placeOf, type Tree, type TreeMap, type TreeScalar } from '../yaml/tree.ts';

/** Reads `policies` of rollcall.yaml; a faulty one is left out after a report. */
export function readPolicies(project: TreeMap, scope: FileScope): readonly Policy[] {
  const list = childOf(project, 'policies');
  const names = new Map<string, TreeScalar>();
  return (list?.kind === 'list' ? list.items : []).flatMap((item, index) => {
    if (item.kind !== 'map') return [];
    const policy = readPolicy(item, index, scope);
    const written = scalarAt(item, 'name');
    const first = policy && names.get(foldCase(policy.name));
    if (policy === undefined || written === undefined) return [];
    if (first !== undefined) scope.report(problems.policyTwice(placeName(scope.file, first)), written);
    else names.set(foldCase(policy.name), written);
    return [policy];
  });
}

function readPolicy(map: TreeMap, index: number, scope: FileScope): Policy | undefined {
  const fault = faultOf(map);
  if (fault !== undefined) scope.report(problems.policyForm(fault), placeOf(map, scope.file));
  const type = map.entries.has('groups') ? 'Group' : 'User';
  const subjects = scalarAt(map, PLURAL[type]);
  const filter = subjects && readFilter(subjects, type, 'planned', scope);
  const name = optionalText(map, 'name', scope);
  const ofMembers = scalarAt(map, 'members');
  const members = ofMembers && readFilter(ofMembers, 'User', 'planned', scope);
  const parts = {
    require: readCondition(map, 'require', type, scope),
    forbid: readCondition(map, 'forbid', type, scope),
    exclusive: textsAt(map, 'exclusive', scope),
    ...(members === undefined ? {} : { members }),
    ...numberAt(map, 'maxMembers'),
    ...numberAt(map, 'minMembers'),
  };
  if (name === undefined || fault !== undefined) return undefined;
  return {
    name,
    severity: scalarAt(map, 'severity')?.text === 'warning' ? 'warning' : 'error',
    type,
    ...(filter === undefined ? {} : { filter }),
    ...parts,
    pointer: { file: scope.file.path, path: ['policies', index] },
  };
}

const DEMANDS = ['require', 'forbid', 'members', 'maxMembers', 'minMembers', 'exclusive'];
/** Any other key is reported as unknown, which says enough. */
const KEYS: ReadonlySet<string> = new Set([...DEMANDS, 'name', 'severity', 'users', 'groups']);

function faultOf(map: TreeMap): problems.PolicyFault | undefined {
  const has = (key: string): boolean => map.entries.has(key);
  const number = (key: string): number => Number(scalarAt(map, key)?.text ?? Number.NaN);
  if ([...map.entries.keys()].some((key) => !KEYS.has(key))) return undefined;
  if (!DEMANDS.some(has)) return 'demandsNothing';
  if (has('users') && has('groups')) return 'bothTypes';
  if (!has('users') && !has('groups') && !has('exclusive')) return 'noType';
  if (!has('groups') && (has('members') || has('maxMembers') || has('minMembers'))) return 'sizeOfUsers';
  if (has('groups') && has('exclusive')) return 'exclusiveGroups';
  return number('minMembers') > number('maxMembers') ? 'minAboveMax' : undefined;
}

function numberAt(map: TreeMap, key: 'maxMembers' | 'minMembers'): Partial<Record<typeof key, number>> {
  const value = scalarAt(map, key)?.value;
  return typeof value === 'number' ? { [key]: value } : {};
}

/** A filter or an attribute that is to be there, or a list of them. */
function readCondition(
  map: TreeMap,
  key: 'require' | 'forbid',
  type: ResourceType,
  scope: FileScope,
): readonly string[] {
  const tree = childOf(map, key);
  if (tree?.kind === 'list') return scalarsIn(tree).flatMap((item) => readPart(item, type, scope) ?? []);
  const filter = tree?.kind === 'scalar' && !isNull(tree) ? readPart(tree, type, scope) : undefined;
  return filter === undefined ? [] : [filter];
}

/** One word is an attribute. */
function readPart(item: TreeScalar, type: ResourceType, scope: FileScope): string | undefined {
  const text = readText(item, scope);
  return text && checkedFilter(/^\S+$/.test(text) ? `${text} pr` : text, item, type, 'planned', scope);
}

function textsAt(map: TreeMap, key: string, scope: FileScope): readonly string[] {
  const tree = childOf(map, key);
  return (tree?.kind === 'list' ? scalarsIn(tree) : []).flatMap((item) => readText(item, scope) ?? []);
}

function scalarsIn(list: Tree & { readonly kind: 'list' }): readonly TreeScalar[] {
  return list.items.flatMap((item) => (item.kind === 'scalar' && !isNull(item) ? [item] : []));
}
