import { sha256 } from '../../src/cli/files/sha256.ts';
import type {
  Configuration,
  DeclaredGroup,
  DeclaredMember,
  DeclaredUser,
  Ownership,
} from '../../src/model/configuration.ts';
import type { Directory } from '../../src/model/directory.ts';
import { DEFAULT_LIMITS, type Guards } from '../../src/model/guards.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Profile } from '../../src/model/profile.ts';
import { resourceKey } from '../../src/model/resource.ts';
import type { Policy } from '../../src/model/rules/policy.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { GENERIC } from '../../src/profiles/generic.ts';

/** A user as tests write one: attributes, and rollcall's own keys without their `$`. */
export interface UserSketch {
  readonly attributes: JsonObject & { readonly userName: string };
  readonly id?: string;
  readonly previously?: readonly string[];
  readonly state?: 'present' | 'absent';
  readonly ignore?: readonly string[];
  readonly omit?: readonly string[];
  readonly protect?: true;
  /** An instant. */
  readonly expires?: string;
  readonly createInactive?: true;
}

/** A group as tests write one; a member is a userName, `group:NAME` or `id:ID`, with `-` in front when absent and `@INSTANT` behind when it expires. */
export interface GroupSketch {
  readonly attributes: JsonObject & { readonly displayName: string };
  readonly members?: readonly string[];
  readonly mode?: 'exact' | 'additive';
  readonly rule?: string;
  readonly id?: string;
  readonly previously?: readonly string[];
  readonly state?: 'present' | 'absent';
  readonly ignore?: readonly string[];
  readonly omit?: readonly string[];
  readonly protect?: true;
}

export function declaredUser(sketch: UserSketch, line = 1): DeclaredUser {
  const expires = sketch.expires === undefined ? {} : { expires: sketch.expires };
  const createInactive = sketch.createInactive === undefined ? {} : { createInactive: sketch.createInactive };
  return {
    type: 'User',
    ...declaredBase('User', sketch.attributes.userName, sketch, line),
    ...expires,
    ...createInactive,
  };
}

export function declaredGroup(sketch: GroupSketch, line = 1): DeclaredGroup {
  const members = (sketch.members ?? sketch.rule) !== undefined && {
    mode: sketch.mode ?? ('exact' as const),
    entries: (sketch.members ?? []).map((text, i) => declaredMember(text, line, i)),
    ...(sketch.rule === undefined ? {} : { rule: sketch.rule }),
  };
  return {
    type: 'Group',
    ...declaredBase('Group', sketch.attributes.displayName, sketch, line),
    ...(members === false ? {} : { members }),
  };
}

function declaredBase(type: 'User' | 'Group', name: string, sketch: UserSketch | GroupSketch, line: number) {
  const file = type === 'User' ? 'users.yaml' : 'groups.yaml';
  return {
    key: resourceKey(type, name),
    name,
    ...(sketch.id === undefined ? {} : { id: sketch.id }),
    previously: sketch.previously ?? [],
    state: sketch.state ?? ('present' as const),
    attributes: sketch.attributes,
    ignore: sketch.ignore ?? [],
    ...(sketch.omit === undefined ? {} : { omit: sketch.omit }),
    ...(sketch.protect === undefined ? {} : { protect: sketch.protect }),
    source: { file, line },
    pointer: { file, path: [type === 'User' ? 'users' : 'groups', line - 1] },
  };
}

function declaredMember(text: string, line: number, index: number): DeclaredMember {
  const isAbsent = text.startsWith('-');
  const [named = '', expires] = (isAbsent ? text.slice(1) : text).split(/@(?=\d{4}-\d\d-\d\dT)/);
  const [, kind = 'user', rest = ''] = /^(?:(group|id|user):)?(.*)$/s.exec(named) ?? [];
  const target =
    kind === 'id'
      ? ({ by: 'id', id: rest } as const)
      : ({ by: kind === 'group' ? 'group' : 'user', name: rest } as const);
  return {
    target,
    state: isAbsent ? 'absent' : 'present',
    ...(expires === undefined ? {} : { expires }),
    pointer: { file: 'groups.yaml', path: ['groups', line - 1, 'members', index] },
  };
}

export interface World {
  readonly users?: readonly UserSketch[];
  readonly groups?: readonly GroupSketch[];
  readonly policies?: readonly Policy[];
  readonly current?: Partial<Directory>;
  readonly profile?: Profile;
  readonly targets?: readonly string[];
  readonly phoneRegion?: string;
  readonly ownership?: OwnershipSketch;
  readonly guards?: Partial<Guards>;
  /** Default: the first moment of 2027. */
  readonly now?: string;
}

/** The filter and the policy by type; the scope of users stands in line 3 of rollcall.yaml, that of groups in line 4. */
export interface OwnershipSketch {
  readonly users?: readonly [scope: string, undeclared: Ownership['undeclared']];
  readonly groups?: readonly [scope: string, undeclared: Ownership['undeclared']];
}

/** Plans a small world; each test states only what matters to it. */
export function planOf(world: World): Plan {
  return makePlan({
    configuration: configurationOf(world),
    directory: { users: [], groups: [], schemas: [], ...world.current },
    profile: world.profile ?? GENERIC,
    target: 'https://scim.example.com/scim/v2',
    tool: 'rollcall 0.0.0',
    variables: {},
    targets: world.targets ?? [],
    digest: 'digest',
    now: world.now ?? '2027-01-01T00:00:00Z',
    locate: ({ file, path }) => {
      const line = Number(path[1] ?? 0) + 1;
      return { file, start: { line, column: 1 }, end: { line, column: 2 } };
    },
    sha256,
  });
}

function ownershipOf({ users, groups }: OwnershipSketch): Configuration['ownership'] {
  const owned = ([scope, undeclared]: readonly [string, Ownership['undeclared']], line: number): Ownership => {
    const pointer = { file: 'rollcall.yaml', path: ['ownership', line - 1] };
    return { scope, undeclared, scopePointer: pointer, undeclaredPointer: pointer };
  };
  return {
    ...(users === undefined ? {} : { User: owned(users, 3) }),
    ...(groups === undefined ? {} : { Group: owned(groups, 4) }),
  };
}

/** The files of a small world, as they are once loaded. */
export function configurationOf({
  users = [],
  groups = [],
  policies = [],
  phoneRegion,
  ownership = {},
  guards,
}: World): Configuration {
  return {
    service: {
      profile: 'generic',
      auth: { kind: 'none' },
      dialect: {},
      ...(phoneRegion === undefined ? {} : { phoneRegion }),
    },
    environment: null,
    policies,
    ownership: ownershipOf(ownership),
    guards: { ...DEFAULT_LIMITS, protect: [], sensitive: [], ...guards },
    users: users.map((user, i) => declaredUser(user, i + 1)),
    groups: groups.map((group, i) => declaredGroup(group, i + 1)),
  };
}

/** The requests of a plan, one line per operation, for short assertions: `PATCH /Users/1 replace title "Lead"`. */
export function requestLines(plan: Plan): readonly string[] {
  return plan.changes.flatMap(({ requests }) =>
    requests.flatMap((request) => {
      const line = `${request.method} ${request.path}`;
      if (request.method === 'DELETE') return [line];
      if (request.method !== 'PATCH') return [`${line} ${JSON.stringify(request.body)}`];
      return request.operations.map((operation) => `${line} ${operationLine(operation)}`);
    }),
  );
}

function operationLine(operation: JsonObject): string {
  const parts: readonly (JsonValue | undefined)[] = [operation['op'], operation['path']];
  const value = operation['value'] === undefined ? [] : [JSON.stringify(operation['value'])];
  return [...parts.filter((part) => part !== undefined), ...value].join(' ');
}
