import * as problems from '../problems/problems.ts';
import type { Problem, Report } from '../problems/report.ts';
import {
  childOf,
  EMPTY_MAP,
  entryPlace,
  isNull,
  type Tree,
  type TreeEntry,
  type TreeList,
  type TreeMap,
} from '../yaml/tree.ts';
import { DEFAULT_PROFILE } from './service-settings.ts';

/** The project as one environment sees it. */
export interface ChosenEnvironment {
  readonly name: string | null;
  readonly project: TreeMap;
}

/** A name stands in file names, in flags and beside `all`, which is every one of them. */
const NAME = /^(?!all$)[a-z0-9][a-z0-9-]{0,39}$/u;

/** The names of all environments, in the order of the file. */
export function environmentNames(project: Tree | undefined): readonly string[] {
  const environments = childOf(project, 'environments');
  return environments?.kind === 'map' ? [...environments.entries.keys()] : [];
}

/** Reports names of environments that `--env` could not choose. */
export function checkEnvironmentNames(project: TreeMap, report: Report): void {
  const environments = childOf(project, 'environments');
  if (environments?.kind !== 'map') return;
  for (const { key, keyPlace } of environments.entries.values()) {
    if (!NAME.test(key)) report(problems.badEnvironmentName(key), keyPlace);
  }
}

/**
 * Merges the environment that `--env` or `defaultEnvironment` chooses into the project by RFC 7396, but for lists of
 * `guards`, which are united, since no environment can take a protection away; `service.auth`, of which credentials of
 * another service would be left over; and `service` itself where the environment has another profile.
 * @param reportFlag takes what is wrong with `--env`, which has no place in a file
 * @returns undefined where none can be chosen, which is reported
 */
export function chooseEnvironment(
  project: TreeMap,
  wanted: string | undefined,
  report: Report,
  reportFlag: (problem: Problem) => void,
): ChosenEnvironment | undefined {
  const environments = childOf(project, 'environments');
  const known = environmentNames(project);
  const fallback = defaultEnvironment(project, known, report);
  const name = wanted ?? fallback;
  if (known.length === 0) {
    if (wanted !== undefined) reportFlag(problems.noEnvironments(wanted));
    return { name: null, project };
  }
  if (name === undefined) reportFlag(problems.environmentRequired(known));
  else if (known.includes(name)) return { name, project: merged(project, childOf(environments, name) ?? EMPTY_MAP) };
  else if (wanted !== undefined) reportFlag(problems.unknownEnvironment(name, known));
  return undefined;
}

function defaultEnvironment(project: TreeMap, known: readonly string[], report: Report): string | undefined {
  const entry = project.entries.get('defaultEnvironment');
  if (entry?.value.kind !== 'scalar' || isNull(entry.value)) return undefined;
  const name = entry.value.text;
  if (!known.includes(name)) report(problems.badDefaultEnvironment(name, known), entryPlace(entry));
  return name;
}

/** Lists of `guards` that an environment can only add to. */
const UNITED = ['protect', 'sensitive'];

function merged(project: TreeMap, environment: Tree): TreeMap {
  const whole = mergePatch(withoutReplaced(project, environment), environment);
  return UNITED.reduce((map, key) => withUnited(map, key, [project, environment]), whole);
}

/** The project without what of its service the environment does not build on. */
function withoutReplaced(project: TreeMap, environment: Tree): TreeMap {
  const [service, other] = [childOf(project, 'service'), childOf(environment, 'service')];
  if (service?.kind !== 'map' || other?.kind !== 'map') return project;
  if (isAnotherProfile(service, other)) return withoutChild(project, 'service');
  return other.entries.has('auth') ? withChild(project, 'service', withoutChild(service, 'auth')) : project;
}

function isAnotherProfile(service: TreeMap, other: TreeMap): boolean {
  const wanted = childOf(other, 'profile');
  if (wanted === undefined) return false;
  const nameOf = (tree: Tree | undefined) => (tree?.kind === 'scalar' && !isNull(tree) ? tree.text : DEFAULT_PROFILE);
  return nameOf(wanted) !== nameOf(childOf(service, 'profile'));
}

function withUnited(whole: TreeMap, key: string, trees: readonly Tree[]): TreeMap {
  const lists = trees.flatMap((tree) => listAt(tree, key) ?? []);
  const [first] = lists;
  if (first === undefined) return whole;
  const united: TreeList = { ...first, items: lists.flatMap(({ items }) => items) };
  const guards = childOf(whole, 'guards');
  return withChild(whole, 'guards', withChild(guards?.kind === 'map' ? guards : EMPTY_MAP, key, united));
}

function listAt(tree: Tree, key: string): TreeList | undefined {
  const list = childOf(childOf(tree, 'guards'), key);
  return list?.kind === 'list' ? list : undefined;
}

function withoutChild(map: TreeMap, key: string): TreeMap {
  const entries = new Map(map.entries);
  entries.delete(key);
  return { ...map, entries };
}

function withChild(map: TreeMap, key: string, value: Tree): TreeMap {
  return { ...map, entries: new Map(map.entries).set(key, { key, keyPlace: value, value }) };
}

/** RFC 7396 on trees, so that every value keeps its place. */
function mergePatch(target: TreeMap, patch: Tree): TreeMap {
  if (patch.kind !== 'map') return target;
  const entries = new Map<string, TreeEntry>(target.entries);
  for (const [key, entry] of patch.entries) {
    if (isNull(entry.value)) entries.delete(key);
    else entries.set(key, { ...entry, value: patched(entries.get(key)?.value, entry.value) });
  }
  return { ...target, entries };
}

function patched(target: Tree | undefined, patch: Tree): Tree {
  return patch.kind === 'map'
    ? mergePatch(target?.kind === 'map' ? target : { ...patch, entries: new Map() }, patch)
    : patch;
}
