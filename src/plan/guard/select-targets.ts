import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Change } from '../../model/plan.ts';
import { globOf, type KeyPattern, keysOf } from '../../syntax/key-pattern.ts';
import { targetMatchesNothing, targetNeedsOther } from '../diagnostics/target-diagnostics.ts';
import type { Match } from '../match/match.ts';

/** The changes that targets select from a whole plan. */
export interface Selection {
  readonly changes: readonly Change[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Keeps the changes of targeted resources and the creations that these need, which are marked. What is kept waits only
 * for what is kept.
 * @param patterns `user:PATTERN` or `group:PATTERN`, case-insensitive globs on the declared, current or previous name
 */
export function selectTargets(
  patterns: readonly string[],
  changes: readonly Change[],
  matches: readonly Match[],
): Selection {
  if (patterns.length === 0) return { changes, diagnostics: [] };
  const namesOf = new Map(matches.map((match) => [match.declared.key, keysOf(match)]));
  const fits = (pattern: KeyPattern, key: string) => (namesOf.get(key) ?? [key]).some((name) => pattern.test(name));
  const globs = patterns.map((pattern) => ({ pattern, glob: globOf(pattern) }));
  const idle = globs.filter(({ glob }) => ![...namesOf.keys()].some((key) => fits(glob, key)));
  const targeted = changes.filter(({ key }) => globs.some(({ glob }) => fits(glob, key)));
  const needed = neededCreations(targeted, changes);
  const keys = new Set([...targeted.map(({ key }) => key), ...needed.keys()]);
  const kept = changes.filter(({ key }) => keys.has(key));
  return {
    changes: kept.map((change) => markNeeded(waitingOnlyFor(keys, change), needed)),
    diagnostics: [
      ...idle.map(({ pattern }) => targetMatchesNothing(pattern)),
      ...leftOut(kept, keys, patterns.join(', ')),
    ],
  };
}

/** Creations that targeted changes refer to, directly or through each other, with the change that asked first. */
function neededCreations(targeted: readonly Change[], changes: readonly Change[]): ReadonlyMap<string, string> {
  const byKey = new Map(changes.map((change) => [change.key, change]));
  const chosen = new Set(targeted.map(({ key }) => key));
  const needed = new Map<string, string>();
  const open = [...targeted];
  for (let change = open.pop(); change !== undefined; change = open.pop()) {
    for (const key of dependenciesOf(change)) {
      const dependency = byKey.get(key);
      if (dependency?.action !== 'create' || chosen.has(key) || needed.has(key)) continue;
      needed.set(key, change.key);
      open.push(dependency);
    }
  }
  return needed;
}

function dependenciesOf(change: Change): readonly string[] {
  return [...change.dependsOn, ...change.requests.flatMap(({ dependsOn }) => dependsOn ?? [])];
}

function markNeeded(change: Change, needed: ReadonlyMap<string, string>): Change {
  const neededBy = needed.get(change.key);
  return neededBy === undefined ? change : { ...change, neededBy };
}

/** Deferred requests wait for creations alone, all of which are kept. */
function waitingOnlyFor(kept: ReadonlySet<string>, change: Change): Change {
  const isWhole = change.dependsOn.every((key) => kept.has(key));
  return isWhole ? change : { ...change, dependsOn: change.dependsOn.filter((key) => kept.has(key)) };
}

/**
 * A name that is still taken would make the change fail; better said now. A deletion only ever waits for memberships to
 * be removed, which the service does itself.
 */
function leftOut(kept: readonly Change[], keys: ReadonlySet<string>, patterns: string): readonly Diagnostic[] {
  return kept.flatMap(({ key, action, dependsOn }) =>
    action === 'delete'
      ? []
      : dependsOn.filter((needed) => !keys.has(needed)).map((needed) => targetNeedsOther(patterns, key, needed)),
  );
}
