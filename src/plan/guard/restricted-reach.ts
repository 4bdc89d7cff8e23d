import type {
  Configuration,
  DeclaredGroup,
  DeclaredResource,
  DeclaredUser,
  MemberTarget,
} from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { PLURAL, type ResourceType, type ScimResource } from '../../model/resource.ts';
import type { Restriction, Restrictions } from '../../model/rules/restriction.ts';
import type { Pointer } from '../../model/span.ts';
import { isPending } from '../../model/special-value.ts';
import type { CurrentIndexes } from '../../syntax/current-index.ts';
import { addressesOf, type Breach, type JudgeRestricted, restrictedJudge } from '../../syntax/judge-restricted.ts';
import { withManagerName } from '../../syntax/manager-name.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import {
  claimedAddress,
  mayNotDeclare,
  mayNotReferTo,
  mayNotReferToUnknown,
  mayNotTake,
} from '../../syntax/restriction-breaches.ts';
import { judgedEmails, judgedManager } from '../../syntax/written-by-itself.ts';
import type { Drafting } from '../draft/drafting.ts';
import type { Match } from '../match/match.ts';
import { unreadableFilter } from '../match/unreadable-filters.ts';
import { isDiagnostic, type Resolved } from '../references/resolve-references.ts';

interface Reach {
  readonly configuration: Configuration;
  readonly matches: readonly Match[];
  readonly current: CurrentIndexes;
  readonly drafting: Drafting;
}

interface Judging extends Reach {
  readonly restrictions: Restrictions;
  readonly judge: JudgeRestricted;
  /** A current resource, or an entry that is to be created, with its manager by userName. */
  readonly breachOf: (judges: readonly Restriction[], found: Found) => Breach | undefined;
  readonly declared: (key: string) => DeclaredResource | undefined;
}

/** A resource on the service, or an entry of which there is none yet. */
interface Found {
  readonly type: ResourceType;
  readonly attributes: ScimResource | DeclaredResource['attributes'];
}

/**
 * Judges what a file reaches on the service, whatever it says of itself: the resource that an entry means by any of its keys,
 * members, managers, those whom rules take, and who goes by the e-mail addresses that it claims.
 */
export function restrictionBreaches(reach: Reach): readonly Diagnostic[] {
  const { restrictions } = reach.configuration;
  if (restrictions === undefined) return [];
  const unreadable = unreadableRestrictions(restrictions, reach.drafting);
  if (unreadable.length > 0) return unreadable;
  const judging = judgingIn(reach, restrictions);
  const judged = reach.matches.flatMap((match) => {
    const judges = (restrictions.byFile.get(match.declared.pointer.file) ?? []).filter(hasFilter);
    return judges.length === 0 ? [] : [{ match, judges }];
  });
  return [
    ...judged.flatMap(({ match, judges }) => [
      ...meantBreach(match, judges, judging),
      ...(match.declared.type === 'Group'
        ? groupBreaches(match.declared, judges, judging)
        : managerBreach(match.declared, judges, judging)),
    ]),
    ...addressBreaches(judged, judging),
  ];
}

function hasFilter({ filters }: Restriction): boolean {
  return filters.User !== undefined || filters.Group !== undefined;
}

/** A filter on what the service never shows would let nobody through, and not say why. */
function unreadableRestrictions({ byFile }: Restrictions, { context, locate }: Drafting): readonly Diagnostic[] {
  return [...new Set([...byFile.values()].flat())].flatMap(({ filters, pointer }) =>
    (['User', 'Group'] as const).flatMap((type) => {
      const place = { ...pointer, path: [...pointer.path, PLURAL[type]] };
      const filter = filters[type];
      return filter === undefined ? [] : unreadableFilter(filter, type, place, context, locate);
    }),
  );
}

function judgingIn(reach: Reach, restrictions: Restrictions): Judging {
  const { context } = reach.drafting;
  const judge = restrictedJudge(context.tables, context.profile.foldsCase);
  const nameOf = (id: string): string => {
    const held = reach.current.User.byId(id);
    return (held && resourceName('User', held)) ?? id;
  };
  const byKey = new Map(reach.matches.map(({ declared }) => [declared.key, declared]));
  return {
    ...reach,
    restrictions,
    judge,
    breachOf: (judges, { type, attributes }) => judge(judges, type, withManagerName(attributes, nameOf)),
    declared: (key) => byKey.get(key),
  };
}

/** The resource that an entry means, by its name, `$id`, `$previously` or externalId. */
function meantBreach(
  { declared, current }: Match,
  judges: readonly Restriction[],
  { breachOf, drafting: { locate } }: Judging,
): readonly Diagnostic[] {
  const breach = current && breachOf(judges, { type: declared.type, attributes: current });
  return breach === undefined
    ? []
    : [{ ...mayNotDeclare(declared.key, breach, 'service'), span: locate(declared.pointer) }];
}

function groupBreaches(group: DeclaredGroup, judges: readonly Restriction[], judging: Judging): readonly Diagnostic[] {
  const members = group.members?.entries ?? [];
  return [
    ...members.flatMap(({ target, pointer }) => targetBreach(target, pointer, judges, judging)),
    ...ruleBreach(group, judges, judging),
  ];
}

function managerBreach(user: DeclaredUser, judges: readonly Restriction[], judging: Judging): readonly Diagnostic[] {
  const manager = judgedManager(user, judging.restrictions.defaults.User);
  if (manager === undefined) return [];
  return targetBreach(manager, below(user, manager.path), judges, judging);
}

function targetBreach(
  target: MemberTarget,
  at: Pointer,
  judges: readonly Restriction[],
  judging: Judging,
): readonly Diagnostic[] {
  const { references, locate } = judging.drafting;
  const name = target.by === 'id' ? target.id : target.name;
  const resolved = target.by === 'id' ? undefined : references.find(target, at);
  // Who is nowhere, or cannot be told from others, is said where references are resolved.
  if (target.by !== 'id' && (resolved === undefined || isDiagnostic(resolved))) return [];
  const found = resolved === undefined ? withId(name, judging) : foundBy(resolved, judging);
  if (found.length === 0) return [{ ...mayNotReferToUnknown(name), span: locate(at) }];
  const [breach] = found.flatMap((one) => judging.breachOf(judges, one) ?? []);
  return breach === undefined ? [] : [{ ...mayNotReferTo(name, breach, 'service'), span: locate(at) }];
}

function foundBy(resolved: Resolved | Diagnostic, judging: Judging): readonly Found[] {
  if (isDiagnostic(resolved)) return [];
  const { value, type } = resolved;
  if (isPending(value)) {
    const declared = judging.declared(value.$pending);
    return declared === undefined ? [] : [declared];
  }
  return withId(value, judging).filter((found) => type === 'unknown' || found.type === type);
}

/** Some services number users and groups alike. */
function withId(id: string, { current }: Judging): readonly Found[] {
  return (['User', 'Group'] as const).flatMap((type) => {
    const attributes = current[type].byId(id);
    return attributes === undefined ? [] : [{ type, attributes }];
  });
}

function ruleBreach(group: DeclaredGroup, judges: readonly Restriction[], judging: Judging): readonly Diagnostic[] {
  const breaches = judging.drafting.ruled(group).flatMap((member) => {
    const [breach] = foundBy(member, judging).flatMap((found) => judging.breachOf(judges, found) ?? []);
    return breach === undefined ? [] : [{ name: member.name, filter: breach.filter }];
  });
  const [first] = breaches;
  if (first === undefined) return [];
  const names = breaches.map(({ name }) => name);
  const span = judging.drafting.locate(below(group, ['$memberRule']));
  return [{ ...mayNotTake(names, first.filter), span }];
}

type Judged = { readonly match: Match; readonly judges: readonly Restriction[] };

function addressBreaches(judged: readonly Judged[], judging: Judging): readonly Diagnostic[] {
  const { User: defaults } = judging.restrictions.defaults;
  const claims = judged.flatMap(({ match: { declared }, judges }) =>
    declared.type === 'User' ? judgedEmails(declared, defaults).map((claim) => ({ ...claim, declared, judges })) : [],
  );
  if (claims.length === 0) return [];
  const carriers = carriersOf(new Set(claims.map(({ value }) => value)), judging.current.User.all);
  return claims.flatMap(({ value, path, declared, judges }) => {
    const others = carriers.get(value) ?? [];
    const isClaimed = others.some((attributes) => judging.breachOf(judges, { type: 'User', attributes }) !== undefined);
    return isClaimed
      ? [{ ...claimedAddress(value, 'service'), span: judging.drafting.locate(below(declared, path)) }]
      : [];
  });
}

/** Who goes by any of the addresses. */
function carriersOf(
  addresses: ReadonlySet<string>,
  users: readonly ScimResource[],
): ReadonlyMap<string, readonly ScimResource[]> {
  const carriers = new Map<string, ScimResource[]>();
  for (const user of users) {
    for (const address of addressesOf(user)) {
      if (!addresses.has(address)) continue;
      const known = carriers.get(address);
      if (known === undefined) carriers.set(address, [user]);
      else known.push(user);
    }
  }
  return carriers;
}

function below({ pointer }: DeclaredResource, path: Pointer['path']): Pointer {
  return { ...pointer, path: [...pointer.path, ...path] };
}
