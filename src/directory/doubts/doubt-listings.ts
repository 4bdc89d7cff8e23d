import { NAME_ATTRIBUTE, PLURAL, type ResourceType, type ScimResource, SINGULAR } from '../../model/resource.ts';
import { ServiceError } from '../../scim/answers/service-error.ts';
import { propertyOf } from '../../syntax/property.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import type { Keys } from '../asking/keys.ts';
import type { Contradiction } from '../contradictory-read-error.ts';
import { findById, lookUp } from '../look-up.ts';
import type { Reader } from '../reader.ts';
import { evenly } from './evenly.ts';
import type { MissingName } from './missing-names.ts';

/** What two listings left out, by what a plan would make of that. */
export interface LeftOut {
  /** Names that nobody has, of types that were listed whole. */
  readonly names: readonly MissingName[];
  /** Members that a plan would remove, or a file name, and that are neither a listed user nor a listed group. */
  readonly ids: readonly UnknownMember[];
  /** True for the id of what was listed, which a name in another spelling may find. */
  readonly isListed: (id: string) => boolean;
}

/** A member whom no listing holds. */
export interface UnknownMember {
  readonly id: string;
  readonly type: ResourceType;
}

/** What doubting came to. */
export interface Doubted {
  /** Why the listings cannot be believed. */
  readonly contradiction?: Contradiction;
  /** Inactive resources that exist although no listing holds them. */
  readonly hidden: readonly Hidden[];
}

export interface Hidden {
  readonly type: ResourceType;
  readonly resource: ScimResource;
}

const MOST_NAMES = 20;
const MOST_IDS = 5;

/**
 * Doubts what was listed before a plan creates somebody who may be there, or removes members whom nobody knows: looks up a
 * few of those whom the listings lack. Whoever is found and active shows that a listing is short; whoever is inactive is
 * hidden from it. A service that cannot be asked stays undoubted.
 */
export async function doubtListings({ names, ids, isListed }: LeftOut, reader: Reader): Promise<Doubted> {
  const { filters } = reader.profile.read;
  const askable = names.filter(({ type }) => filters[type].includes(NAME_ATTRIBUTE[type]));
  const known = evenly(ids, MOST_IDS);
  // Entries of leavers stay in files for years: alone, they would cost every plan their look-ups.
  const isDoubted = known.length > 0 || askable.some(({ isLeaver }) => !isLeaver);
  const asked = isDoubted ? someOf(askable) : [];
  if (asked.length + known.length === 0) return { hidden: [] };
  reader.budget.reserve(asked.length + known.length, 'Looking up whom the listings lack');
  const found = await Promise.all([
    ...asked.map(async (missing) =>
      (await told(missing.type, () => lookUp(missing.type, onlyName(missing.name), reader))).filter(
        ({ resource }) => !isGone(resource, missing, reader),
      ),
    ),
    ...known.map(({ type, id }) => told(type, () => findById(type, id, reader))),
  ]);
  const all = found.flat().filter(({ resource }) => !isListed(resource.id));
  const active = all.find(({ resource }) => !isInactive(resource));
  if (active !== undefined) return { hidden: [], contradiction: shortListing(active) };
  for (const { type, resource } of all.slice(0, 1)) reader.hints.add(hiddenHint(type, resource));
  return { hidden: all };
}

/** Neither those who come nor the leavers, whose entries stay in files for years, take all the places of the others. */
function someOf(names: readonly MissingName[]): readonly MissingName[] {
  const { leavers = [], others = [] } = Object.groupBy(names, ({ isLeaver }) => (isLeaver ? 'leavers' : 'others'));
  const half = MOST_NAMES / 2;
  return [
    ...evenly(others, Math.max(half, MOST_NAMES - leavers.length)),
    ...evenly(leavers, Math.max(half, MOST_NAMES - others.length)),
  ];
}

/** Where DELETE only deactivates, whoever is to be absent and is inactive is as planned. */
function isGone(resource: ScimResource, { type, isLeaver }: MissingName, { profile }: Reader): boolean {
  return isLeaver && profile.types[type].delete === 'deactivates' && isInactive(resource);
}

function isInactive(resource: ScimResource): boolean {
  return propertyOf(resource, 'active') === false;
}

function onlyName(name: string): Keys {
  return { ids: new Set(), names: new Map([[name, name]]), formerNames: new Map(), externalIds: new Set() };
}

/** An answer that is an error, or no answer to what was asked, tells nothing. */
async function told(
  type: ResourceType,
  ask: () => Promise<readonly ScimResource[] | undefined>,
): Promise<readonly Hidden[]> {
  try {
    return ((await ask()) ?? []).map((resource) => ({ type, resource }));
  } catch (error) {
    if (error instanceof ServiceError) return [];
    throw error;
  }
}

function shortListing({ type, resource }: Hidden): Contradiction {
  const name = resourceName(type, resource) ?? resource.id;
  return {
    problem: `the listing of ${PLURAL[type]} leaves out the ${SINGULAR[type]} ${name}, found when asked for alone`,
    hint: 'Run again when nothing else writes to the service; if it stays so, its listing is short: try another service.dialect.read.pageSize (50 or less) or service.dialect.read.paging, and check what the credentials may see.',
  };
}

function hiddenHint(type: ResourceType, resource: ScimResource): string {
  const name = resourceName(type, resource) ?? resource.id;
  return `the ${SINGULAR[type]} ${name} is inactive, exists, and is in no listing. If the service lists active ones only, set service.dialect.read.passes.${type} to [null, 'active eq false']; if it hides the others from every listing, set service.dialect.types.${type}.hidesInactive.`;
}
