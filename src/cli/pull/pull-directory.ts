import { type Candidate, pullCandidates } from '../../config/pull/pull-candidates.ts';
import { type LeftOut, type PulledEntry, pullEntries } from '../../config/pull/pull-entries.ts';
import { counted } from '../../model/counted.ts';
import type { Directory } from '../../model/directory.ts';
import type { JsonValue } from '../../model/json.ts';
import { foldCase, resourceKey, SINGULAR } from '../../model/resource.ts';
import { isOwnedElement } from '../../plan/attributes/owned-elements.ts';
import { planContext } from '../../plan/context.ts';
import { FOREIGN_NAME } from '../../render/hidden/hidden-value.ts';
import { visible } from '../../render/text/visible-text.ts';
import { globOf, type KeyPattern } from '../../syntax/key-pattern.ts';
import type { Service } from '../service/service.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** What of a service becomes entries, which are made as they are asked for, once. */
export interface Pulling {
  /** Sorted by name. */
  readonly users: Iterable<PulledEntry>;
  readonly groups: Iterable<PulledEntry>;
  /** What no file can declare of those that were made. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * What of a service the targets name; all of it where there are none.
 * @throws UsageError for a target that names nothing, where that is a slip
 */
export function pullDirectory(
  directory: Directory,
  { profile, target }: Service,
  targets: readonly string[],
  idleTargets: 'refused' | 'fine' = 'refused',
): Pulling {
  const context = planContext(profile, directory.schemas, target, undefined);
  const rules = {
    profile,
    tables: context.tables,
    isOwned: (attribute: string, element: JsonValue) => isOwnedElement(attributeName(attribute), element, context),
  };
  const { users, groups, others } = pullCandidates(directory);
  const leftOut: LeftOut[] = [];
  const globs = targets.map((target) => ({ target, glob: globOf(target) }));
  if (idleTargets === 'refused') refuseIdleTargets(globs, [...users, ...groups]);
  const entriesOf = (candidates: readonly Candidate[]) =>
    pullEntries(meantOf(candidates, globs), others, rules, (left) => leftOut.push(left));
  return {
    users: entriesOf(users),
    groups: entriesOf(groups),
    leftOut,
  };
}

interface Target {
  readonly target: string;
  readonly glob: KeyPattern;
}

function meantOf(candidates: readonly Candidate[], globs: readonly Target[]): readonly Candidate[] {
  if (globs.length === 0) return candidates;
  return candidates.filter((candidate) => globs.some(({ glob }) => glob.test(keyOf(candidate))));
}

function keyOf({ type, name, resource }: Candidate): string {
  return foldCase(resourceKey(type, name ?? resource.id));
}

function refuseIdleTargets(globs: readonly Target[], candidates: readonly Candidate[]): void {
  const idle = globs.find(({ glob }) => !candidates.some((candidate) => glob.test(keyOf(candidate))));
  if (idle === undefined) return;
  throw new UsageError(
    `--target ${idle.target} matches nothing on the service.`,
    "Write for example --target 'user:*@example.com' or --target group:Analysts.",
  );
}

/** Tells of what no file can declare; what is left out of many for one reason is told once. */
export function tellLeftOut(leftOut: readonly LeftOut[], terminal: Terminal): void {
  const causes = Map.groupBy(leftOut, ({ type, name, what, reason }) =>
    JSON.stringify(typeof what === 'object' ? [type, what.attribute, reason] : [type, what, name, reason]),
  );
  for (const [first, ...others] of causes.values()) {
    if (first === undefined) continue;
    const { type, what } = first;
    const { key, why } = shownOf(first, terminal);
    const more = others.length;
    const owner = more === 0 ? key : `${key} and ${counted(more, `other ${SINGULAR[type]}`)}`;
    const subject =
      typeof what === 'object'
        ? `${visible(what.attribute)} of ${owner}`
        : what === 'members'
          ? `the members of ${key}`
          : key;
    const verb = what === 'members' ? 'are' : 'is';
    terminal.message(`${terminal.messageStyle.yellow('!')} ${subject} ${verb} left out${why}.`);
  }
}

/** Whom it is about and why, as far as that may be shown. */
function shownOf(
  { type, name, reason }: LeftOut,
  { values }: Terminal,
): { readonly key: string; readonly why: string } {
  if (values === 'none') return { key: FOREIGN_NAME[type], why: '' };
  return { key: visible(resourceKey(type, name)), why: `: ${visible(reason).replace(/\.$/, '')}` };
}

/** `urn:…:User:routingSkills` is an attribute of an extension. */
function attributeName(printed: string) {
  const at = printed.lastIndexOf(':');
  return at === -1 ? { name: printed } : { schema: printed.slice(0, at), name: printed.slice(at + 1) };
}
