import type { Capability, CapabilitySource } from '../../model/health/health.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Profile } from '../../model/profile.ts';
import { GENERIC } from '../../profiles/generic.ts';

/** What decides how rollcall speaks to a service. */
export interface CapabilityInput {
  /** With the overrides of the project. */
  readonly profile: Profile;
  /** `service.dialect`, as written. */
  readonly overrides: JsonObject;
  /** Undefined where the service has none. */
  readonly serviceProviderConfig: JsonObject | undefined;
  /** How many schemas the service describes. */
  readonly schemas: number;
}

/** One line: where its value stands in a profile, and what ServiceProviderConfig says of the same thing. */
interface Row {
  readonly name: string;
  readonly path: readonly string[];
  readonly print: (profile: Profile) => string;
  readonly said?: (config: JsonObject) => string | undefined;
  /** What to write under `service.dialect` to take the service at such a word. */
  readonly settings?: Readonly<Record<string, string>>;
}

const yesNo = (value: JsonValue | undefined) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined);

function at(object: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((value, name) => (isJsonObject(value) ? value[name] : undefined), object);
}

const MEMBERS = {
  listed: 'with their group',
  usersByGroup: 'by asking for the users of each group',
  groupsByUser: 'by asking for the groups of each user',
  unreadable: 'not at all',
} as const;

const REMOVAL = {
  removes: 'removes for good',
  deactivates: 'only deactivates',
  irreversible: 'removes, and nothing brings back',
  none: 'is not offered',
} as const;

const ELEMENT_REMOVAL = {
  valuePath: 'by a filter in the path',
  replaceAttribute: 'by replacing the attribute',
  valuePathThenReplace: 'by a filter, else by replacing all',
} as const;

const MEMBER_REMOVAL = {
  valuePath: 'by a filter in the path',
  valueList: 'by a list of ids',
  valuePathThenList: 'by a filter, else by a list of ids',
} as const;

const PAGING = { index: 'by startIndex', cursor: 'by cursor', none: 'none: everything in one answer' } as const;

const ROWS: readonly Row[] = [
  {
    name: 'PATCH',
    path: ['patch', 'supported'],
    print: ({ patch }) => (patch.supported ? 'yes' : 'no'),
    said: (config) => yesNo(at(config, ['patch', 'supported'])),
    settings: { yes: 'patch.supported: true', no: 'patch.supported: false' },
  },
  {
    name: 'PATCH operations',
    path: ['patch', 'form'],
    print: ({ patch }) => (patch.form === 'path' ? 'each with a path' : 'without paths'),
  },
  {
    name: 'removing an element',
    path: ['patch', 'elementRemoval'],
    print: ({ patch }) => ELEMENT_REMOVAL[patch.elementRemoval],
  },
  {
    name: 'removing a member',
    path: ['members', 'removal'],
    print: ({ members }) => MEMBER_REMOVAL[members.removal],
  },
  {
    name: 'ETags',
    path: ['etag'],
    print: ({ etag }) => (etag === 'ifMatch' ? 'yes' : 'no'),
    said: (config) => yesNo(at(config, ['etag', 'supported'])),
    settings: { yes: 'etag: ifMatch', no: 'etag: ignored' },
  },
  {
    name: 'filters of users',
    path: ['read', 'filters', 'User'],
    print: ({ read }) => read.filters.User.join(', ') || 'none',
    said: (config) => (at(config, ['filter', 'supported']) === false ? 'none' : undefined),
    settings: { none: 'read.filters: { User: [], Group: [] }' },
  },
  {
    name: 'filters of groups',
    path: ['read', 'filters', 'Group'],
    print: ({ read }) => read.filters.Group.join(', ') || 'none',
  },
  { name: 'paging', path: ['read', 'paging'], print: ({ read }) => PAGING[read.paging] },
  { name: 'page size', path: ['read', 'pageSize'], print: ({ read }) => String(read.pageSize) },
  { name: 'reading members', path: ['read', 'members'], print: ({ read }) => MEMBERS[read.members] },
  {
    name: 'members added at once',
    path: ['members', 'addsPerRequest'],
    print: ({ members }) => String(members.addsPerRequest),
  },
  {
    name: 'members removed at once',
    path: ['members', 'removalsPerRequest'],
    print: ({ members }) => String(members.removalsPerRequest),
  },
  { name: 'DELETE of a user', path: ['types', 'User', 'delete'], print: ({ types }) => REMOVAL[types.User.delete] },
  { name: 'DELETE of a group', path: ['types', 'Group', 'delete'], print: ({ types }) => REMOVAL[types.Group.delete] },
  {
    name: 'requests a minute',
    path: ['requestsPerMinute'],
    print: ({ requestsPerMinute }) => String(requestsPerMinute ?? 'as many as it answers'),
  },
  { name: 'writes can be read after', path: ['readAfterWrite'], print: ({ readAfterWrite }) => `${readAfterWrite} s` },
];

/** The effective capabilities, each with what it comes from and with what the service says instead. */
export function capabilities(input: CapabilityInput): readonly Capability[] {
  const { serviceProviderConfig: config, schemas } = input;
  const found = ROWS.map((row): Capability => {
    const value = row.print(input.profile);
    const said = config === undefined ? undefined : row.said?.(config);
    const source = sourceOf(row, said, input);
    return { name: row.name, value, source, ...(said === undefined || said === value ? {} : contradiction(row, said)) };
  });
  const attributes: Capability =
    schemas === 0
      ? { name: 'attributes', value: 'those of RFC 7643', source: 'RFC 7644' }
      : { name: 'attributes', value: `RFC 7643 and ${schemas} schemas`, source: 'Schemas' };
  return [
    ...found,
    input.profile.schemas.length > 0
      ? { ...attributes, value: `${attributes.value}, and the profile`, source: 'profile' }
      : attributes,
  ];
}

function contradiction({ settings }: Row, said: string): Pick<Capability, 'contradicted' | 'setting'> {
  const setting = settings?.[said];
  return { contradicted: said, ...(setting === undefined ? {} : { setting }) };
}

function sourceOf(
  { path, print }: Row,
  said: string | undefined,
  { profile, overrides }: CapabilityInput,
): CapabilitySource {
  if (at(overrides, path) !== undefined) return 'service.dialect';
  if (profile.name !== GENERIC.name && print(profile) !== print(GENERIC)) return 'profile';
  return said === print(profile) ? 'ServiceProviderConfig' : 'RFC 7644';
}

/** What a service does not let rollcall do, from its profile. */
export function limits({ title, types, read, unsupported, maxElements }: Profile): readonly string[] {
  const typed = (['User', 'Group'] as const).flatMap((type) => {
    const nouns = type === 'User' ? 'users' : 'groups';
    const { create, rename, update, delete: removal } = types[type];
    return [
      ...(create ? [] : [`${nouns} cannot be created`]),
      ...(rename ? [] : [`${nouns} cannot be renamed`]),
      ...(update === 'all' ? [] : [updateLimit(nouns, update)]),
      ...(removal === 'none' ? [`${nouns} cannot be deleted`] : []),
      ...(removal === 'deactivates' ? [`${nouns} cannot be deleted for good: DELETE deactivates them`] : []),
      ...(removal === 'irreversible' ? [`deleted ${nouns} cannot be brought back`] : []),
    ];
  });
  return [
    ...typed,
    ...(read.members === 'unreadable' ? ['members of groups cannot be read'] : []),
    ...(read.membersCap === null ? [] : [`groups of ${read.membersCap} members or more cannot be read whole`]),
    ...Object.entries(unsupported).map(
      ([name, reason]) => `${shortName(name)} is not kept: ${reason.replace(/\.$/, '')}`,
    ),
    ...Object.entries(maxElements).map(([name, most]) => `${title} keeps ${most} of ${shortName(name)}`),
  ];
}

function updateLimit(nouns: string, update: readonly string[]): string {
  return update.length === 0 ? `${nouns} cannot be changed` : `of ${nouns} only ${update.join(', ')} can be changed`;
}

/** `urn:…:User:costCenter` is `costCenter`. */
function shortName(name: string): string {
  return name.startsWith('urn:') ? name.slice(name.lastIndexOf(':') + 1) : name;
}
