import type { DeclaredResource } from '../../model/configuration.ts';
import { stringAt } from '../../model/json.ts';
import { foldCase, NAME_ATTRIBUTE } from '../../model/resource.ts';
import type { Pointer, Span } from '../../model/span.ts';
import { isAmbiguous, lookAlikeKey } from '../../syntax/look-alike.ts';
import { hasOwnName } from '../../syntax/resource-name.ts';
import * as problems from '../problems/problems.ts';
import type { Problem } from '../problems/report.ts';
import { spanName } from '../yaml/source-file.ts';

/** Takes what is wrong between entries of any files. */
export interface ProjectScope {
  locate(pointer: Pointer): Span;
  report(problem: Problem, span: Span): void;
  /** True for a file of which so much is told that no more is: what would be said need not be found out. */
  isFull(file: string): boolean;
}

/** Resources of one type by folded name; of two with one name, the first. */
export type ResourcesByName = ReadonlyMap<string, DeclaredResource>;

/** The pointer of something below an entry. */
export function below({ pointer }: DeclaredResource, ...path: readonly (string | number)[]): Pointer {
  return { file: pointer.file, path: [...pointer.path, ...path] };
}

/** Reports names, ids and former names that two entries of one type claim. */
export function checkNames(resources: readonly DeclaredResource[], scope: ProjectScope): ResourcesByName {
  // An absent entry may have no name of its own, and goes by its externalId or id then.
  const nameOf = (resource: DeclaredResource) => (hasOwnName(resource) ? foldCase(resource.name) : undefined);
  const byName = firstByKey(resources, nameOf, NAME_ATTRIBUTE_OF, problems.duplicateName, scope);
  firstByKey(
    resources,
    ({ id }) => id,
    () => '$id',
    problems.duplicateId,
    scope,
  );
  const externalId = ({ attributes }: DeclaredResource): string | undefined => stringAt(attributes, 'externalId');
  firstByKey(resources, externalId, () => 'externalId', problems.duplicateId, scope);
  checkLookAlikes(resources, scope);
  checkPreviously(resources, byName, scope);
  return byName;
}

const NAME_ATTRIBUTE_OF = ({ type }: DeclaredResource): 'userName' | 'displayName' => NAME_ATTRIBUTE[type];

function isName(attribute: string): boolean {
  return attribute === 'userName' || attribute === 'displayName';
}

function firstByKey<Attribute extends string>(
  resources: readonly DeclaredResource[],
  keyOf: (resource: DeclaredResource) => string | undefined,
  attributeOf: (resource: DeclaredResource) => Attribute,
  problem: (attribute: Attribute, other: string) => Problem,
  scope: ProjectScope,
): ResourcesByName {
  const byKey = new Map<string, DeclaredResource>();
  for (const resource of resources) {
    const key = keyOf(resource);
    if (key === undefined) continue;
    const attribute = attributeOf(resource);
    const first = byKey.get(key);
    // Two ids are beyond doubt, whatever the names.
    const isById = first?.id !== undefined && resource.id !== undefined && isName(attribute);
    if (first === undefined) byKey.set(key, resource);
    else if (!isById && !scope.isFull(resource.pointer.file))
      report(problem(attribute, spanName(scope.locate(below(first, attribute)))), below(resource, attribute), scope);
  }
  return byKey;
}

/** Warns of names that differ only in what a reader cannot see; the planner refuses to create the second one. */
function checkLookAlikes(resources: readonly DeclaredResource[], scope: ProjectScope): void {
  const present = resources.filter(({ state }) => state === 'present');
  if (!present.some(({ name }) => isAmbiguous(name))) return;
  const byKey = new Map<string, DeclaredResource>();
  for (const resource of present) {
    const key = lookAlikeKey(resource.name);
    const first = byKey.get(key);
    if (first === undefined) byKey.set(key, resource);
    else if (foldCase(first.name) !== foldCase(resource.name)) {
      const place = spanName(scope.locate(below(first, NAME_ATTRIBUTE[first.type])));
      report(problems.namesLookAlike(place), below(resource, NAME_ATTRIBUTE[resource.type]), scope);
    }
  }
}

function report(problem: Problem, pointer: Pointer, scope: ProjectScope): void {
  scope.report(problem, scope.locate(pointer));
}

function checkPreviously(resources: readonly DeclaredResource[], byName: ResourcesByName, scope: ProjectScope): void {
  const claims = new Map<string, DeclaredResource>();
  for (const resource of resources) {
    if (scope.isFull(resource.pointer.file)) continue;
    for (const [index, name] of resource.previously.entries()) {
      const problem = previouslyProblem(resource, name, byName, claims, scope);
      if (problem !== undefined) report(problem, below(resource, '$previously', index), scope);
    }
  }
}

function previouslyProblem(
  resource: DeclaredResource,
  name: string,
  byName: ResourcesByName,
  claims: Map<string, DeclaredResource>,
  scope: ProjectScope,
): Problem | undefined {
  const folded = foldCase(name);
  const attribute = NAME_ATTRIBUTE[resource.type];
  if (folded === foldCase(resource.name)) return problems.previouslyItself();
  const other = byName.get(folded);
  if (other !== undefined) return problems.previouslyDeclared(name, spanName(scope.locate(below(other, attribute))));
  const claimed = claims.get(folded);
  if (claimed !== undefined)
    return problems.previouslyTwice(name, spanName(scope.locate(below(claimed, '$previously'))));
  claims.set(folded, resource);
  return undefined;
}
