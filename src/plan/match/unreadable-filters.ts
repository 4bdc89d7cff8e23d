import type { DeclaredGroup } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ResourceType } from '../../model/resource.ts';
import type { Policy } from '../../model/rules/policy.ts';
import type { Pointer } from '../../model/span.ts';
import { filterPaths } from '../../syntax/filter/filter-paths.ts';
import { dottedName } from '../../syntax/filter/filter-rules.ts';
import { parseFilter } from '../../syntax/filter/parse-filter.ts';
import { resolveAliases } from '../../syntax/filter/resolve-aliases.ts';
import { findAttribute } from '../../syntax/find-attribute.ts';
import { policyFilters } from '../../syntax/policy-filters.ts';
import type { Context } from '../context.ts';
import type { Locator } from '../diagnostics/locator.ts';
import { unreadableInFilter } from '../diagnostics/ownership-diagnostics.ts';

/** Says which attributes of a filter the service never returns: they would leave every resource outside, in silence. */
export function unreadableFilter(
  text: string,
  type: ResourceType,
  pointer: Pointer,
  context: Context,
  locate: Locator,
): readonly Diagnostic[] {
  return unreadableNames(text, type, context).map((name) => unreadableInFilter(locate, pointer, name));
}

/** The same of the rules that make members of users. */
export function unreadableRules(
  groups: readonly DeclaredGroup[],
  context: Context,
  locate: Locator,
): readonly Diagnostic[] {
  return groups.flatMap(({ members, state, pointer }) => {
    if (members?.rule === undefined || state === 'absent') return [];
    const place = { ...pointer, path: [...pointer.path, '$memberRule'] };
    return unreadableFilter(members.rule, 'User', place, context, locate);
  });
}

/** The same of the filters of a policy. */
export function unreadablePolicy(policy: Policy, context: Context, locate: Locator): readonly Diagnostic[] {
  return policyFilters(policy).flatMap(({ type, text, pointer }) =>
    unreadableFilter(text, type, pointer, context, locate),
  );
}

function unreadableNames(text: string, type: ResourceType, { tables, profile }: Context): readonly string[] {
  const names = filterPaths(resolveAliases(parseFilter(text))).flatMap((path) => {
    const definition = findAttribute(tables[type], path);
    const name = dottedName(path, tables[type]);
    const unsupported = Object.keys(profile.unsupported).some((part) => name === part || name.startsWith(`${part}.`));
    const isHidden = type === 'Group' && profile.read.members !== 'listed' && /^members(?:\.|$)/.test(name);
    return definition?.returned === 'never' || unsupported || isHidden ? [name] : [];
  });
  return [...new Set(names)];
}
