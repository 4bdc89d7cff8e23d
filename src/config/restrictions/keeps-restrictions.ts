import type { Configuration, DeclaredGroup, DeclaredUser } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Directory } from '../../model/directory.ts';
import { type ResourceType, resourceKey, type ScimResource } from '../../model/resource.ts';
import { withManagerName } from '../../syntax/manager-name.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { PROJECT_FILE, type Project } from '../load-project.ts';
import { parseResourceFile } from '../parse-file.ts';
import { reportInto } from '../problems/report.ts';
import { readOutsideRules } from '../project/outside-rules.ts';
import { type ProjectFlags, readProjectFile } from '../project/read-project-file.ts';
import { beginReading, openFile, resourcesInSchemaSpelling } from '../resources/open-file.ts';
import { readResources } from '../resources/read-resources.ts';
import { sourceFile } from '../yaml/source-file.ts';
import { checkRestricted } from './check-restricted.ts';
import { checkJudgedFile, judgedFile } from './judged-file.ts';

/** Whether a file with this text would keep to its restrictions, be it there or not. */
export type KeepsRestrictions = (path: string, text: string, configuration: Configuration) => Promise<boolean>;

/**
 * What tells of texts that are not written yet whether their files may say so; what no other file declares is as the service
 * holds it.
 * @returns undefined where the project has no restrictions
 */
export async function restrictionKeeper(
  dir: string,
  flags: ProjectFlags,
  directory: Directory,
  columns: Project['columns'],
): Promise<KeepsRestrictions | undefined> {
  const reading = await beginReading(dir);
  const open = await openFile(PROJECT_FILE, reading);
  const project = open && readProjectFile(open, flags, reading);
  if (project === undefined) return undefined;
  const rules = await readOutsideRules(process.env['ROLLCALL_RULES'], reading);
  const lists = [...project.restrictions, rules?.restrictions ?? []].filter((list) => list.length > 0);
  if (lists.length === 0) return undefined;
  const { defaults } = project;
  const held = heldEntries(directory);
  return async (path, text, configuration) => {
    const judged = await judgedFile(path, lists, reading.tree);
    const diagnostics: Diagnostic[] = [];
    const file = sourceFile(path, text);
    const report = reportInto(file, diagnostics);
    const parsed = parseResourceFile(file, report, columns.get(path));
    if (parsed?.kind !== 'map') return true;
    const { root } = resourcesInSchemaSpelling(parsed, report);
    const scope = { file, report, variables: project.scope.variables };
    checkJudgedFile(root, judged, scope);
    const own = readResources(root, defaults, scope);
    const isElsewhere = ({ pointer }: DeclaredUser | DeclaredGroup) => pointer.file !== path;
    checkRestricted(
      {
        users: [...configuration.users.filter(isElsewhere), ...held.users, ...own.users],
        groups: [...configuration.groups.filter(isElsewhere), ...held.groups, ...own.groups],
      },
      { byFile: new Map([[path, judged.restrictions]]), defaults },
      { locate: ({ file: name }) => ({ file: name, ...NOWHERE }), report: (problem) => diagnostics.push(problem) },
    );
    return !diagnostics.some(({ code }) => code.startsWith('RC144'));
  };
}

const NOWHERE = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** Everybody on the service, as entries of no file. */
function heldEntries({ users, groups }: Directory): {
  readonly users: readonly DeclaredUser[];
  readonly groups: readonly DeclaredGroup[];
} {
  const names = new Map(users.map((user) => [user.id, resourceName('User', user) ?? user.id]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const base = (type: ResourceType, resource: ScimResource) => {
    const name = resourceName(type, resource) ?? resource.id;
    return {
      key: resourceKey(type, name),
      name,
      id: resource.id,
      previously: [],
      state: 'present' as const,
      attributes: withManagerName(resource, nameOf),
      ignore: [],
      source: { file: '', line: 0 },
      pointer: { file: '', path: [] },
    };
  };
  return {
    users: users.map((user) => ({ ...base('User', user), type: 'User' })),
    groups: groups.map((group) => ({ ...base('Group', group), type: 'Group' })),
  };
}
