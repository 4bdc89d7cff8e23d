import type { Configuration } from '../../model/configuration.ts';
import { checkShape } from '../check/check-shape.ts';
import { parseProjectFile } from '../parse-file.ts';
import * as problems from '../problems/problems.ts';
import type { Problem, Report } from '../problems/report.ts';
import { isForeignProject } from '../resources/foreign-file.ts';
import { nameOnly, type OpenFile, type Reading, resourcesInSchemaSpelling } from '../resources/open-file.ts';
import type { RestrictionLists } from '../restrictions/judged-file.ts';
import { readRestrictions } from '../restrictions/read-restrictions.ts';
import { type Omitted, readOmit } from '../selection/read-omit.ts';
import { readSelect, type SelectFilters } from '../selection/read-selection.ts';
import type { FileScope } from '../values/read-text.ts';
import { childOf, EMPTY_MAP, type Tree, type TreeEntry, type TreeMap } from '../yaml/tree.ts';
import { type Defaults, defaultsInSchemaSpelling, readDefaults } from './defaults.ts';
import { checkEnvironmentNames, chooseEnvironment } from './environment.ts';
import { readGuards } from './read-guards.ts';
import { type PointerTo, readOwnership } from './read-ownership.ts';
import { readPolicies } from './read-policies.ts';
import { readService } from './service-settings.ts';
import { readVariables } from './variables.ts';

/** What rollcall.yaml says in the chosen environment. */
export interface ProjectFile {
  readonly settings: Omit<Configuration, 'users' | 'groups'>;
  readonly defaults: Defaults;
  /** What the environment takes of the entries, and leaves out of them. */
  readonly select: SelectFilters;
  readonly omit: Omitted;
  /** Those of the file itself and those of the environment, which replace nothing. */
  readonly restrictions: RestrictionLists;
  /** The whole file as the environment sees it, attribute names in schema spelling. */
  readonly root: TreeMap;
  readonly scope: FileScope;
}

/** What the command line adds to the file. */
export interface ProjectFlags {
  readonly environment?: string;
  /** From `--var` and `ROLLCALL_VAR_NAME`, by name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What stands at its top. */
const SETTINGS = [
  ...['service', 'resources', 'variables', 'defaults', 'ownership', 'guards', 'restrictions', 'policies'],
  ...['environments', 'defaultEnvironment', 'users', 'groups'],
];

/** Reads rollcall.yaml; undefined where it is unreadable or no environment is chosen, which is reported. */
export function readProjectFile(
  { file, report, parsed: known }: OpenFile,
  flags: ProjectFlags,
  reading: Reading,
): ProjectFile | undefined {
  const before = reading.diagnostics.length;
  const parsed = known ?? parseProjectFile(file, report);
  if (isForeignProject(file, parsed, SETTINGS)) return nameOnly(file, problems.notProjectFile(), before, reading);
  if (parsed === undefined && reading.diagnostics.length > before) return undefined;
  const spelt = parsed?.kind === 'map' ? projectInSchemaSpelling(parsed, report) : (parsed ?? EMPTY_MAP);
  checkShape(spelt, reading.shapes.project, file, report);
  if (spelt.kind !== 'map') return undefined;
  checkEnvironmentNames(spelt, report);
  const reportFlag = (problem: Problem): void => {
    reading.diagnostics.push(problem);
  };
  const chosen = chooseEnvironment(spelt, flags.environment, report, reportFlag);
  if (chosen === undefined) return undefined;
  const { project } = chosen;
  const variables = readVariables(project, flags.variables, { file, report, variables: new Map() });
  const scope = { file, report, variables };
  const defaults = readDefaults(childOf(project, 'defaults'), scope);
  const settings = {
    service: readService(project, scope),
    environment: chosen.name,
    ownership: readOwnership(project, pointersInto(spelt, chosen.name, file.path), scope),
    guards: readGuards(project, scope),
    policies: readPolicies(project, scope),
  };
  const selection = { select: readSelect(project, scope), omit: readOmit(project, scope) };
  const restrictions = readLists(spelt, chosen.name, scope);
  return { settings, defaults, ...selection, restrictions, root: project, scope };
}

/** An environment takes nothing away from what the file itself says. */
function readLists(root: TreeMap, environment: string | null, scope: FileScope): RestrictionLists {
  const own = readRestrictions(root, [], scope);
  if (environment === null) return [own];
  const chosen = childOf(childOf(root, 'environments'), environment);
  return [own, readRestrictions(chosen, ['environments', environment], scope)];
}

/** What an environment writes stands there; all else stands in the file itself. */
function pointersInto(root: TreeMap, environment: string | null, file: string): PointerTo {
  const own = environment === null ? undefined : childOf(childOf(root, 'environments'), environment);
  return (...path) => {
    const found = path.reduce<Tree | undefined>(childOf, own);
    return { file, path: found === undefined || environment === null ? path : ['environments', environment, ...path] };
  };
}

/** The same for the file itself and for each environment, before they are merged. */
function projectInSchemaSpelling(root: TreeMap, report: Report): TreeMap {
  const spelt = defaultsSpelt(resourcesInSchemaSpelling(root, report).root, report);
  return withValue(spelt, 'environments', (environments) => {
    const entries = new Map<string, TreeEntry>();
    for (const [name, entry] of environments.entries) {
      const { value } = entry;
      entries.set(name, value.kind === 'map' ? { ...entry, value: defaultsSpelt(value, report) } : entry);
    }
    return { ...environments, entries };
  });
}

function defaultsSpelt(map: TreeMap, report: Report): TreeMap {
  return withValue(map, 'defaults', (defaults) => defaultsInSchemaSpelling(defaults, report));
}

/** The map with the map under one key exchanged. */
function withValue(map: TreeMap, key: string, exchange: (value: TreeMap) => TreeMap): TreeMap {
  const entry = map.entries.get(key);
  if (entry?.value.kind !== 'map') return map;
  return { ...map, entries: new Map(map.entries).set(key, { ...entry, value: exchange(entry.value) }) };
}
