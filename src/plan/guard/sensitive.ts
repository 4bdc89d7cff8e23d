import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { Change, Edit, Sensitivity } from '../../model/plan.ts';
import { foldCase, resourceKey, type ScimResource } from '../../model/resource.ts';
import { isPending } from '../../model/special-value.ts';
import type { CurrentIndexes } from '../../syntax/current-index.ts';
import { globOf, keysOf } from '../../syntax/key-pattern.ts';
import { referenceElements, referenceId, referenceType } from '../../syntax/reference-elements.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import type { Match } from '../match/match.ts';

/** Who may do what: always sensitive, whatever a project names besides (RFC 7643 section 4.1.2). */
const ALWAYS = ['roles', 'entitlements'];

/** What decides which changes are sensitive. */
export interface SensitiveInput {
  /** `guards.sensitive`. */
  readonly patterns: readonly string[];
  readonly matches: readonly Match[];
  readonly current: CurrentIndexes;
}

/**
 * Marks the changes that a reviewer is shown first: those by which somebody joins a group that `guards.sensitive` names,
 * under its current, former or declared name, or a group within it, however deep, by what is or by what is planned; and
 * those of roles, of entitlements and of the attributes that it names.
 */
export function markSensitive(changes: readonly Change[], input: SensitiveInput): readonly Change[] {
  const names = [...ALWAYS, ...patternsOf('attribute', input.patterns).map(foldCase)];
  const reached = sensitiveGroups(changes, input);
  return changes.map((change) => {
    const key = joinsOf(change).length === 0 ? undefined : reached.get(change.resource.id ?? change.key);
    const sensitive: readonly Sensitivity[] = [
      ...(key === undefined ? [] : [{ by: 'group', key } as const]),
      ...labelsNamed(change.edits, names).map((label) => ({ by: 'attribute', label }) as const),
    ];
    return sensitive.length === 0 ? change : { ...change, sensitive };
  });
}

function patternsOf(kind: 'group' | 'attribute', patterns: readonly string[]): readonly string[] {
  return patterns.filter((pattern) => pattern.startsWith(`${kind}:`)).map((pattern) => pattern.slice(kind.length + 1));
}

/** The labels of edits within an attribute that is named, or that hold it; what stands in brackets is an element's. */
function labelsNamed(edits: readonly Edit[], names: readonly string[]): readonly string[] {
  const isNamed = ({ label }: Edit): boolean => {
    const path = foldCase(label.replace(/\[.*\]/s, ''));
    return names.some((name) => path === name || path.startsWith(`${name}.`) || name.startsWith(`${path}.`));
  };
  return [...new Set(edits.filter(isNamed).map(({ label }) => label))];
}

/** The groups that are named and those within them: by id, or by key where they are not created yet, to the key that is named. */
function sensitiveGroups(changes: readonly Change[], input: SensitiveInput): ReadonlyMap<string, string> {
  const reached = new Map(namedGroups(input));
  if (reached.size === 0) return reached;
  const within = nesting(changes, input);
  // A map that grows is gone through to its new end.
  for (const [group, key] of reached) {
    for (const nested of within.get(group) ?? []) if (!reached.has(nested)) reached.set(nested, key);
  }
  return reached;
}

function namedGroups({ patterns, matches, current }: SensitiveInput): readonly (readonly [string, string])[] {
  const globs = patternsOf('group', patterns).map((pattern) => globOf(`group:${pattern}`));
  if (globs.length === 0) return [];
  const isNamed = (keys: readonly string[]) => keys.some((key) => globs.some((glob) => glob.test(key)));
  const declared = matches
    .filter(({ declared: { type } }) => type === 'Group')
    .filter((match) => isNamed(keysOf(match)));
  const held = current.Group.all.map((group) => ({ group, key: keyOf(group) }));
  return [
    ...held.filter(({ key }) => isNamed([foldCase(key)])).map(({ group, key }) => [group.id, key] as const),
    ...declared.map((match) => [match.current?.id ?? match.declared.key, match.declared.key] as const),
  ];
}

function keyOf(group: ScimResource): string {
  return resourceKey('Group', resourceName('Group', group) ?? group.id);
}

/** The groups within each group, as they are and as they will be. */
function nesting(changes: readonly Change[], { current }: SensitiveInput): ReadonlyMap<string, readonly string[]> {
  const within = new Map<string, string[]>();
  const add = (outer: string, inner: string): void => {
    const known = within.get(outer);
    if (known === undefined) within.set(outer, [inner]);
    else known.push(inner);
  };
  for (const group of current.Group.all) {
    for (const element of referenceElements(group, 'members')) {
      const id = groupId(element, current);
      if (id !== undefined) add(group.id, id);
    }
  }
  for (const change of changes) {
    for (const id of joiningGroups(change)) add(change.resource.id ?? change.key, id);
  }
  return within;
}

/** The id of a member that is a group; what shares its id with a user and does not say what it is may be one, too. */
function groupId(element: JsonValue, { Group }: CurrentIndexes): string | undefined {
  const id = referenceId(element);
  return id !== undefined && referenceType(element) !== 'User' && Group.byId(id) !== undefined ? id : undefined;
}

function joiningGroups(change: Change): readonly string[] {
  return joinsOf(change).flatMap((member) => {
    if (!isJsonObject(member) || member['type'] !== 'Group') return [];
    const { value } = member;
    if (isPending(value)) return [value.$pending];
    return typeof value === 'string' ? [value] : [];
  });
}

function joinsOf({ after }: Change): readonly JsonValue[] {
  const members = after?.['members'];
  const add = isJsonObject(members) ? members['add'] : undefined;
  return isJsonArray(add) ? add : [];
}
