import { isJsonArray, isJsonObject } from '../../model/json.ts';
import type { Action, Change, Plan } from '../../model/plan.ts';
import { foldCase, resourceKey, SINGULAR } from '../../model/resource.ts';
import { ACTION_ORDER } from '../plan/actions.ts';
import { changeName } from '../plan/change-name.ts';
import { memberLines } from '../plan/member-lines.ts';

/** What changes can be filtered by: groups and files by number, so that each change carries little. */
export interface PlanFacets {
  readonly actions: ReadonlySet<Action>;
  readonly types: ReadonlySet<string>;
  readonly groups: ReadonlyMap<string, number>;
  readonly files: ReadonlyMap<string, number>;
  /** The number of a change, by which links find it. */
  readonly numberOf: (change: Change) => number;
  /** The groups that a change is about: its own, or those that a user joins or leaves in this plan. */
  readonly groupsOf: (change: Change) => readonly number[];
}

/** Gathers what the changes of the plans on one page can be filtered by; what has one name in several is one. */
export function facetsOf(plans: readonly Plan[]): PlanFacets {
  const changes = plans.flatMap((plan) => plan.changes);
  const groups = new Map<string, number>();
  const groupsOf = new Map(plans.flatMap((plan) => [...numberGroups(plan, groups)]));
  const files = new Map<string, number>();
  for (const { source } of changes) {
    if (source !== null && !files.has(source.file)) files.set(source.file, files.size);
  }
  const numbers = new Map(changes.map((change, index) => [change, index]));
  const present = new Set(changes.map(({ action }) => action));
  return {
    actions: new Set(ACTION_ORDER.filter((action) => present.has(action))),
    types: new Set(changes.map(({ resource }) => SINGULAR[resource.type])),
    groups,
    files,
    numberOf: (change) => numbers.get(change) ?? 0,
    groupsOf: (change) => groupsOf.get(change) ?? [],
  };
}

/** The groups that each change of a plan is about, which get their numbers here. */
function numberGroups({ changes }: Plan, groups: Map<string, number>): ReadonlyMap<Change, readonly number[]> {
  const byMember = new Map<string, number[]>();
  const own = new Map<Change, number>();
  for (const change of changes) {
    const isGroup = change.resource.type === 'Group';
    if (!isGroup || memberLines(change) === undefined) continue;
    const number = groups.get(changeName(change)) ?? groups.size;
    groups.set(changeName(change), number);
    own.set(change, number);
    for (const key of memberKeys(change)) byMember.set(key, [...(byMember.get(key) ?? []), number]);
  }
  return new Map(
    changes.map((change) => {
      const number = own.get(change);
      const { type, name } = change.resource;
      const joined = byMember.get(foldCase(resourceKey(type, name))) ?? [];
      return [change, [...(number === undefined ? [] : [number]), ...joined]];
    }),
  );
}

function memberKeys({ before, after }: Change): readonly string[] {
  const members = (after ?? before)?.['members'];
  if (!isJsonObject(members)) return [];
  return [members['add'], members['remove']].flatMap((list) =>
    (isJsonArray(list) ? list : []).flatMap((member) => {
      if (!isJsonObject(member)) return [];
      return [foldCase(resourceKey(member['type'] === 'Group' ? 'Group' : 'User', String(member['name'])))];
    }),
  );
}
