import type { JsonObject } from '../../model/json.ts';
import type { ResourceType } from '../../model/resource.ts';
import type { ResourceCheck } from '../resources/resource-checks.ts';
import type { Rewrite } from '../resources/rewrites.ts';
import type { FilterRules, MemberRules, PageRules, PatchCheck, ServiceRules, TypeRules } from '../service-rules.ts';
import type { CreationRules, PatchRules, TimingRules } from '../write-rules.ts';

/** One way in which real services differ from the RFC, by itself. */
export interface Quirk {
  readonly summary: string;
  /** What stands behind `=` where nothing is given; undefined where nothing may stand there. */
  readonly argument?: string;
  /** What this quirk decides alone, so that no other may decide it too. */
  readonly decides?: readonly string[];
  apply(rules: ServiceRules, argument: string): ServiceRules;
}

/** Changes how listings page. */
export const pageRules =
  (change: (argument: string) => Partial<PageRules>) => (rules: ServiceRules, argument: string) => ({
    ...rules,
    page: { ...rules.page, ...change(argument) },
  });

/** Changes how PATCH is understood. */
export const patchRules = (change: Partial<PatchRules>) => (rules: ServiceRules) => ({
  ...rules,
  patch: { ...rules.patch, ...change },
});

/** Changes what groups show of their members, and take for one. */
export const memberRules = (change: Partial<MemberRules>) => (rules: ServiceRules) => ({
  ...rules,
  members: { ...rules.members, ...change },
});

/** Changes what POST does to users and groups. */
export const creationRules = (change: (argument: string) => Partial<CreationRules>) =>
  rulesOfBoth(({ creation }, argument) => ({ creation: { ...creation, ...change(argument) } }));

/** Changes what comes late, or by itself. */
export const timingRules =
  (change: (argument: string) => Partial<TimingRules>) => (rules: ServiceRules, argument: string) => ({
    ...rules,
    timing: { ...rules.timing, ...change(argument) },
  });

/** Lets ServiceProviderConfig say otherwise than it is. */
export const claims = (said: JsonObject) => (rules: ServiceRules) => ({
  ...rules,
  discovery: { ...rules.discovery, claims: { ...rules.discovery.claims, ...said } },
});

/** Changes which filters are understood. */
export const filterRules =
  (change: (argument: string) => Partial<FilterRules>) => (rules: ServiceRules, argument: string) => ({
    ...rules,
    filter: { ...rules.filter, ...change(argument) },
  });

/** Changes the rules of one resource type. */
export const rulesOf =
  (name: ResourceType, change: (rules: TypeRules, argument: string) => Partial<TypeRules>) =>
  (rules: ServiceRules, argument: string): ServiceRules => ({
    ...rules,
    types: { ...rules.types, [name]: { ...rules.types[name], ...change(rules.types[name], argument) } },
  });

/** Changes the rules of users and groups alike. */
export const rulesOfBoth =
  (change: (rules: TypeRules, argument: string) => Partial<TypeRules>) => (rules: ServiceRules, argument: string) =>
    rulesOf('Group', change)(rulesOf('User', change)(rules, argument), argument);

/** Adds a condition that the operations of a PATCH must meet. */
export const patchCheck = (check: (argument: string) => PatchCheck) => (rules: TypeRules, argument: string) => ({
  patchChecks: [...rules.patchChecks, check(argument)],
});

/** Adds a condition that a resource must meet before it is kept. */
export const check = (make: (argument: string) => ResourceCheck) => (rules: TypeRules, argument: string) => ({
  checks: [...rules.checks, make(argument)],
});

/** Adds a change that the service makes to what it keeps. */
export const rewrite = (make: (argument: string) => Rewrite) => (rules: TypeRules, argument: string) => ({
  rewrites: [...rules.rewrites, make(argument)],
});

/**
 * Reads an argument that counts something.
 * @throws QuirkError
 */
export function number(argument: string): number {
  if (!/^\d+$/.test(argument)) throw new QuirkError(`"${argument}" is not a whole number.`);
  return Number(argument);
}

/**
 * Reads an argument that is the status of a refusal.
 * @throws QuirkError
 */
export function status(argument: string): number {
  if (!/^[45]\d\d$/.test(argument)) throw new QuirkError(`"${argument}" is not a status from 400 to 599.`);
  return Number(argument);
}

/**
 * Reads an argument that is one of some words.
 * @throws QuirkError
 */
export function oneOf<T>(choices: Readonly<Record<string, T>>, argument: string): T {
  const chosen = Object.hasOwn(choices, argument) ? choices[argument] : undefined;
  if (chosen === undefined) throw new QuirkError(`"${argument}" is not one of ${Object.keys(choices).join(', ')}.`);
  return chosen;
}

/** Reads an argument that names attributes, separated by commas. */
export function list(argument: string): readonly string[] {
  return argument.split(',').map((name) => name.trim());
}

/** A profile or quirk that the sandbox does not know, or an argument that it does not take. */
export class QuirkError extends Error {
  override readonly name = 'QuirkError';
}
