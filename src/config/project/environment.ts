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

/** The project as one environment sees it. */
export interface ChosenEnvironment {
  readonly name: string | null;
  readonly project: TreeMap;
}

/**
 * Merges the environment that `--env` or `defaultEnvironment` chooses into the project by RFC 7396, but for
 * `guards.protect` and `guards.sensitive`, which are united: no environment can take a protection away.
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
  const known = environments?.kind === 'map' ? [...environments.entries.keys()] : [];
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

const UNITED = ['protect', 'sensitive'] as const;

function merged(project: TreeMap, environment: Tree): TreeMap {
  return UNITED.reduce((whole, key) => united(whole, [project, environment], key), mergePatch(project, environment));
}

/** The whole with one list of `guards` that holds what each part's list does. */
function united(whole: TreeMap, parts: readonly Tree[], key: (typeof UNITED)[number]): TreeMap {
  const lists = parts.map((part) => guardList(part, key)).filter((list) => list !== undefined);
  const [first] = lists;
  if (first === undefined) return whole;
  const list: TreeList = { ...first, items: lists.flatMap(({ items }) => items) };
  const guards = childOf(whole, 'guards');
  return withChild(whole, 'guards', withChild(guards?.kind === 'map' ? guards : EMPTY_MAP, key, list));
}

function guardList(tree: Tree, key: (typeof UNITED)[number]): TreeList | undefined {
  const list = childOf(childOf(tree, 'guards'), key);
  return list?.kind === 'list' ? list : undefined;
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
