import { DECLARABLE_ATTRIBUTES, EXTENSION_ALIASES } from '../../model/attribute-table.ts';
import { NAME_ATTRIBUTE, PLURAL, type ResourceType } from '../../model/resource.ts';
import * as problems from '../problems/problems.ts';
import { attributePath, knownPaths } from '../resources/attribute-path.ts';
import type { FileScope } from '../values/read-text.ts';
import { childOf, type Tree, type TreeMap } from '../yaml/tree.ts';

/** What an environment's service is not sent, by type: `title`, `name.givenName`, `urn:…:User`, `urn:…:User:department`. */
export type Omitted = Readonly<Record<ResourceType, readonly string[]>>;

/** Reads `omit` of the chosen environment; what cannot be omitted is left out after a report. */
export function readOmit(project: TreeMap, scope: FileScope): Omitted {
  return { User: readSection(project, 'User', scope), Group: readSection(project, 'Group', scope) };
}

function readSection(project: TreeMap, type: ResourceType, scope: FileScope): readonly string[] {
  const list = childOf(childOf(project, 'omit'), PLURAL[type]);
  return list?.kind === 'list' ? list.items.flatMap((item) => omittedPath(item, type, scope) ?? []) : [];
}

function omittedPath(item: Tree, type: ResourceType, { report }: FileScope): string | undefined {
  if (item.kind !== 'scalar' || item.value === null) return undefined;
  const table = DECLARABLE_ATTRIBUTES[type];
  const path = wholeExtension(item.text) ?? attributePath(item.text, table);
  if (path === undefined) {
    report(problems.unknownOmitted(item.text, PLURAL[type], [...EXTENSION_ALIASES.keys(), ...knownPaths(table)]), item);
    return undefined;
  }
  if (!NEEDED[type].has(path)) return path;
  report(problems.neededOmitted(path), item);
  return undefined;
}

/** The URN of an extension that is named alone; `enterprise` is the whole of it. */
function wholeExtension(text: string): string | undefined {
  const folded = text.toLowerCase();
  return EXTENSION_ALIASES.get(folded) ?? [...EXTENSION_ALIASES.values()].find((urn) => urn.toLowerCase() === folded);
}

/** By these a resource is found again, blocked and put into groups. */
const NEEDED: Readonly<Record<ResourceType, ReadonlySet<string>>> = {
  User: new Set([NAME_ATTRIBUTE.User, 'externalId', 'active']),
  Group: new Set([NAME_ATTRIBUTE.Group, 'externalId', 'members']),
};
