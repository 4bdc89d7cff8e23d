import type { DeclaredGroup } from '../../model/configuration.ts';
import type { JsonObject } from '../../model/json.ts';
import { evaluate } from '../../syntax/filter/evaluate.ts';
import type { Filter } from '../../syntax/filter/filter.ts';
import { filterIndex } from '../../syntax/filter/filter-index.ts';
import { reasonOf } from '../../syntax/filter/filter-reason.ts';
import { filterRules } from '../../syntax/filter/filter-rules.ts';
import { parseFilter } from '../../syntax/filter/parse-filter.ts';
import { printFilter } from '../../syntax/filter/print-filter.ts';
import { resolveAliases } from '../../syntax/filter/resolve-aliases.ts';
import { predict } from '../attributes/predict.ts';
import type { Context } from '../context.ts';
import { isGone, type Match } from '../match/match.ts';
import type { References, Resolved } from './resolve-references.ts';

/** A user whom a rule makes a member, and what of the rule holds. */
export type RuledMember = Resolved & { readonly because: string };

/** The users whom a group's `$memberRule` makes members; none where there is no rule. */
export type MemberRules = (group: DeclaredGroup) => readonly RuledMember[];

/**
 * Applies member rules to the users who are declared and present, as they will be.
 * @param matches declared resources and what the service holds of them
 */
export function memberRules(matches: readonly Match[], references: References, context: Context): MemberRules {
  const rules = filterRules('User', context.tables.User, context.profile.foldsCase);
  const nameOf = (id: string): string => references.nameOf(id).name;
  let matching: ((filter: Filter) => readonly Candidate[]) | undefined;
  return ({ members }) => {
    if (members?.rule === undefined) return [];
    matching ??= filterIndex(
      matches.flatMap((match) => candidate(match, nameOf, context) ?? []),
      ({ predicted }) => predicted,
      rules,
    );
    const filter = parseFilter(members.rule);
    return matching(resolveAliases(filter)).map(({ resolved, predicted }) => {
      const holds = (part: Filter) => evaluate(resolveAliases(part), predicted, rules);
      return { ...resolved, because: printFilter(reasonOf(filter, holds)) };
    });
  };
}

interface Candidate {
  readonly resolved: Resolved;
  readonly predicted: JsonObject;
}

function candidate(match: Match, nameOf: (id: string) => string, context: Context): Candidate | undefined {
  const { declared, current, expired } = match;
  if (declared.type !== 'User' || declared.state === 'absent') return undefined;
  if (expired === true || isGone(match)) return undefined;
  const value = current === undefined ? { $pending: declared.key } : current.id;
  return {
    resolved: { value, name: declared.name, type: 'User' },
    predicted: predict(declared, current, nameOf, context),
  };
}
