import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Profile, ReadDialect } from '../../model/profile.ts';
import { GENERIC } from '../../profiles/generic.ts';
import { ServiceError } from '../../scim/answers/service-error.ts';
import type { ScimClient } from '../../scim/scim-client.ts';
import { propertyOf } from '../../syntax/property.ts';

/** What `/ServiceProviderConfig` (RFC 7643 section 5) says of reading. */
export interface ServiceClaims {
  /** Most resources in one answer; absent where the service names none. */
  readonly maxResults?: number;
  /** True where the service says that it knows no filters. */
  readonly deniesFilters: boolean;
}

/** Asks the service. What it says there is advice: where it fails to, its listings tell. */
export async function readClaims(client: Pick<ScimClient, 'serviceProviderConfig'>): Promise<ServiceClaims> {
  const config = await client.serviceProviderConfig().catch((error: unknown) => {
    if (error instanceof ServiceError) return undefined;
    throw error;
  });
  const filter = config === undefined ? undefined : propertyOf(config, 'filter');
  if (!isJsonObject(filter)) return { deniesFilters: false };
  const maxResults = positive(propertyOf(filter, 'maxResults'));
  return {
    deniesFilters: propertyOf(filter, 'supported') === false,
    ...(maxResults === undefined ? {} : { maxResults }),
  };
}

function positive(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}

/**
 * How to read a service that claims this. No page is larger than it says; and where the profile has only what the RFC lets
 * one expect of filters, the service is believed that denies them.
 */
export function readingAsClaimed(profile: Profile, claims: ServiceClaims): Profile {
  const { read } = profile;
  const { maxResults = Number.POSITIVE_INFINITY } = claims;
  const lean = read.leanPage;
  return {
    ...profile,
    read: {
      ...read,
      pageSize: Math.min(read.pageSize, maxResults),
      leanPage: lean === null ? null : { ...lean, size: Math.min(lean.size, maxResults) },
      filters: denies(profile, claims) ? { User: [], Group: [] } : read.filters,
    },
  };
}

/** Whether the service denies look-ups by filter, and nobody who knows it says otherwise. */
export function denies({ name, read }: Profile, { deniesFilters }: ServiceClaims): boolean {
  return deniesFilters && name === GENERIC.name && isDefault(read.filters);
}

function isDefault(filters: ReadDialect['filters']): boolean {
  return JSON.stringify(filters satisfies JsonObject) === JSON.stringify(GENERIC.read.filters);
}
