import { DECLARABLE_ATTRIBUTES } from '../../model/attribute-table.ts';
import type { DeclaredGroup, DeclaredResource, DeclaredUser } from '../../model/configuration.ts';
import { PLURAL, SINGULAR } from '../../model/resource.ts';
import { truthOf } from '../../syntax/filter/evaluate.ts';
import type { Filter } from '../../syntax/filter/filter.ts';
import { filterPaths } from '../../syntax/filter/filter-paths.ts';
import { filterRules } from '../../syntax/filter/filter-rules.ts';
import { parseFilter } from '../../syntax/filter/parse-filter.ts';
import { printAttribute } from '../../syntax/filter/print-filter.ts';
import { resolveAliases } from '../../syntax/filter/resolve-aliases.ts';
import { hasExpired } from '../../syntax/instant.ts';
import { withManagerName } from '../../syntax/manager-name.ts';
import * as problems from '../problems/problems.ts';
import type { Report } from '../problems/report.ts';
import type { FileResources } from '../resources/read-resources.ts';
import { withoutReferences } from './left-out-references.ts';
import type { SelectFilter, SelectFilters } from './read-selection.ts';

/** The entries that an environment takes, and those that it does not. */
export interface SelectedEntries extends FileResources {
  readonly notSelected: readonly DeclaredResource[];
}

/**
 * Keeps the entries whose declared values `select` takes. Those that are absent or expired stay, because they are to leave
 * every service; what names somebody who is left out is left out too, and counted in a hint.
 * @param now what `$expires` is compared with
 */
export function selectEntries(
  { users, groups }: FileResources,
  filters: SelectFilters,
  now: Date | undefined,
  report: Report,
): SelectedEntries {
  const { User, Group } = filters;
  const isOver = (expires: string | undefined) => now !== undefined && hasExpired(expires, now.getTime());
  const isLeaving = (entry: DeclaredResource): boolean =>
    entry.state === 'absent' || (entry.type === 'User' && isOver(entry.expires));
  const ofUsers = selected<DeclaredUser>(users, User, isLeaving, report);
  const ofGroups = selected<DeclaredGroup>(groups, Group, isLeaving, report);
  const notSelected = [...ofUsers.leftOut, ...ofGroups.leftOut];
  const place = User?.place ?? Group?.place;
  if (notSelected.length === 0 || place === undefined) return { users, groups, notSelected: [] };
  const pruned = withoutReferences({ users: ofUsers.taken, groups: ofGroups.taken }, notSelected, isOver);
  const { members, managers, names } = pruned;
  if (members + managers > 0) report(problems.referencesLeftOut(members, managers, names), place);
  return { ...pruned.resources, notSelected };
}

interface Taken<T> {
  readonly taken: readonly T[];
  readonly leftOut: readonly T[];
}

function selected<T extends DeclaredResource>(
  entries: readonly T[],
  select: SelectFilter | undefined,
  isLeaving: (entry: DeclaredResource) => boolean,
  report: Report,
): Taken<T> {
  if (select === undefined) return { taken: entries, leftOut: [] };
  const filter = resolveAliases(parseFilter(select.text));
  const judged = entries.map((entry) => ({ entry, truth: isLeaving(entry) || truthFor(entry, filter) }));
  const undecided = judged.filter(({ truth }) => truth === 'unknown').map(({ entry }) => entry);
  const [first] = undecided;
  if (first !== undefined) {
    const names = undecided.map(({ name }) => name);
    report(problems.undecidedSelect(SINGULAR[first.type], names, lackingAttribute(first, select.text)), select.place);
  }
  return {
    taken: judged.filter(({ truth }) => truth !== false).map(({ entry }) => entry),
    leftOut: judged.filter(({ truth }) => truth === false).map(({ entry }) => entry),
  };
}

function truthFor({ type, attributes }: DeclaredResource, filter: Filter): boolean | 'unknown' {
  return truthOf(filter, withManagerName(attributes), filterRules(type, DECLARABLE_ATTRIBUTES[type]));
}

/** The first attribute of a filter, as it is written there, of which an entry declares no value. */
function lackingAttribute(entry: DeclaredResource, text: string): string {
  const paths = filterPaths(parseFilter(text));
  const isLacking = (path: (typeof paths)[number]): boolean =>
    truthFor(entry, resolveAliases({ kind: 'present', path })) !== true;
  const path = paths.find(isLacking) ?? paths[0];
  return path === undefined ? PLURAL[entry.type] : printAttribute(path);
}
