import fc from 'fast-check';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { PatchDialect, Profile } from '../../src/model/profile.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { userAttributes } from './arbitrary-attributes.ts';
import { BADGE } from './badge-extension.ts';
import { DRAWS } from './draw.ts';
import { nearby } from './mutate.ts';
import { planOf } from './planning.ts';
import { type SandboxInProcess, sandboxInProcess } from './sandbox-in-process.ts';

/** One user as declared, the same user as a service holds it, and how the service wants to be spoken to. */
export interface UpdateCase {
  readonly declared: JsonObject & { readonly userName: string };
  readonly held: JsonObject;
  readonly profile: Profile;
  /** Whether the service describes its own extension. */
  readonly isDescribed: boolean;
}

const DIALECTS: fc.Arbitrary<Partial<PatchDialect>> = fc.constantFrom<Partial<PatchDialect>>(
  {},
  {},
  { form: 'pathless' },
  { elementChange: 'replaceAttribute' },
  { elementRemoval: 'replaceAttribute' },
  { elementRemoval: 'valuePath', urnQualifiedCorePaths: true },
  { alone: ['active', 'emails'] },
  { supported: false },
);

const PROFILES: fc.Arbitrary<Profile> = fc
  .tuple(DIALECTS, fc.boolean())
  .map(([patch, preservesCase]) => ({ ...GENERIC, preservesCase, patch: { ...GENERIC.patch, ...patch } }));

const MANAGERS = [undefined, 'boss-1', 'boss-2'] as const;

/** Current states near to what is declared and, in one case of four, unrelated to it. */
export const UPDATE_CASES: fc.Arbitrary<UpdateCase> = fc
  .record({
    declared: userAttributes('as declared'),
    other: userAttributes('as held'),
    managers: fc.tuple(fc.constantFrom(...MANAGERS, null), fc.constantFrom(...MANAGERS)),
    userName: fc.constantFrom('ada@example.com', 'Ada@Example.com'),
    profile: PROFILES,
    isNear: fc.constantFrom(true, true, true, false),
    isDescribed: fc.boolean(),
    draw: DRAWS,
  })
  .map(({ declared, other, managers: [wanted, current], userName, profile, isNear, isDescribed, draw }) => ({
    declared: {
      userName,
      ...withManager(declared, wanted === null ? null : wanted && { value: { $user: `${wanted}@example.com` } }),
    },
    held: withManager(isNear ? nearby(declared, other, draw) : other, current && { value: current }),
    profile,
    isDescribed,
  }));

function withManager(attributes: JsonObject, manager: JsonValue | undefined): JsonObject {
  if (manager === undefined) return attributes;
  const enterprise = attributes[ENTERPRISE_USER_SCHEMA];
  return { ...attributes, [ENTERPRISE_USER_SCHEMA]: { ...(isJsonObject(enterprise) ? enterprise : {}), manager } };
}

/** The users of an update case as the sandbox holds them. */
export function sandboxOf({ held }: UpdateCase): SandboxInProcess {
  const boss = (id: string) => ({ id, userName: `${id}@example.com` });
  const ada = { userName: 'ada@example.com', ...held, id: 'ada' };
  return sandboxInProcess({ Users: [boss('boss-1'), boss('boss-2'), ada] });
}

/** The plan of an update case for the users that the service returned. */
export function planUpdate({ declared, profile, isDescribed }: UpdateCase, users: readonly ScimResource[]): Plan {
  const schemas = isDescribed ? [BADGE] : [];
  return planOf({ users: [{ attributes: declared }], current: { users, schemas }, profile });
}

/** The declaration with ids instead of names, as the judge wants it. */
export function resolved(value: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(value).replace(/\{"\$user":"([^"@]+)@example\.com"\}/g, '"$1"'));
}

export function findUser(users: readonly ScimResource[], id: string): ScimResource {
  const found = users.find((user) => user.id === id);
  if (found === undefined) throw new Error(`The sandbox has lost ${id}.`);
  return found;
}
