import type { DescribedSchema } from '../../model/attribute.ts';
import { RFC_ATTRIBUTES } from '../../model/attribute-table.ts';
import type { Profile } from '../../model/profile.ts';
import type { ResourceType } from '../../model/resource.ts';
import type { ManagedNames } from './requested-attributes.ts';

/** What is asked for of each resource of a type, and how many of them at once. */
export interface Asking {
  /** Absent where the service may return what it does by default. */
  readonly attributes?: readonly string[];
  readonly pageSize: number;
}

/**
 * Works out what to ask for. Attributes are named where the service returns them at a price, and where one of them is
 * returned on request only. A service without PATCH is asked for everything, because PUT writes resources whole.
 * @param managed absent where everything counts
 * @param schemas the service's own
 */
export function askingFor(
  type: ResourceType,
  { read, patch, unsupported, etag, schemas: known }: Profile,
  managed: ManagedNames | undefined,
  schemas: readonly DescribedSchema[],
): Asking {
  const names = managed?.[type].filter((name) => unsupported[name] === undefined);
  if (names === undefined || !patch.supported) return { pageSize: read.pageSize };
  const onRequest = returnedOnRequest(type, [...schemas, ...known]);
  const isNamed = read.attributes === 'managed' || names.some((name) => onRequest.has(name.toLowerCase()));
  if (!isNamed) return { pageSize: read.pageSize };
  // The version that a conditional write carries.
  const attributes = etag === 'ifMatch' ? [...names, 'meta'] : names;
  const folded = new Set(attributes.map((name) => name.toLowerCase()));
  const isLean = read.leanPage?.without.every((name) => !folded.has(name.toLowerCase())) === true;
  return { attributes, pageSize: isLean && read.leanPage !== null ? read.leanPage.size : read.pageSize };
}

/** The same without members, which may be most of a group. */
export function withoutMembers({ attributes, pageSize }: Asking) {
  return attributes === undefined
    ? { pageSize, excludedAttributes: ['members'] }
    : { pageSize, attributes: attributes.filter((name) => name !== 'members') };
}

/** Names in lower case of attributes that come only to those who name them (RFC 7643 section 7, `returned`). */
function returnedOnRequest(type: ResourceType, schemas: readonly DescribedSchema[]): ReadonlySet<string> {
  const other = RFC_ATTRIBUTES[type === 'User' ? 'Group' : 'User'].schema.toLowerCase();
  const core = RFC_ATTRIBUTES[type].schema.toLowerCase();
  const names = schemas.flatMap(({ id, attributes }) => {
    const schema = id.toLowerCase();
    if (schema === other) return [];
    const prefix = schema === core ? '' : `${schema}:`;
    return attributes.flatMap(({ name, returned }) =>
      returned === 'request' ? [`${prefix}${name.toLowerCase()}`] : [],
    );
  });
  return new Set(names);
}
