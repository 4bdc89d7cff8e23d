import type { Finding } from '../../model/finding.ts';
import { isJsonArray, isJsonObject } from '../../model/json.ts';
import type { PlannedRequest } from '../../model/plan.ts';
import type { ScimResource } from '../../model/resource.ts';
import { memberIds } from '../../plan/references/member-changes.ts';
import { heldProperty } from '../../syntax/property.ts';
import { isSaidFalse } from '../../syntax/said-false.ts';
import { settingsOf } from '../requests/second-spellings.ts';
import type { Run } from '../run.ts';
import { firstRead } from './first-reading.ts';
import type { Touched } from './touched.ts';

/** Which value of the dialect may be why the service did not keep what it was asked; undefined where none is known. */
export function unkeptHint(
  unkept: readonly Finding[],
  found: ScimResource | undefined,
  touched: Touched,
  run: Run,
): string | undefined {
  const hints = [
    hiddenHint(unkept, touched),
    inactiveHint(unkept, touched, run),
    ...(found === undefined ? [] : [readingHint(unkept, found, touched, run)]),
    filterHint(unkept, touched, run),
  ].filter((hint) => hint !== undefined);
  return hints.length === 0 ? undefined : hints.join(' ');
}

function hiddenHint(unkept: readonly Finding[], { change, bounds }: Touched): string | undefined {
  const isInactive = bounds.type === 'User' && isSaidFalse(change.after?.['active'] ?? null);
  if (!isInactive || !unkept.some(({ kind }) => kind === 'absent')) return undefined;
  return 'If the service answers for inactive people as if they were not there, set service.dialect.types.User.hidesInactive to true.';
}

/** Members who are missing and inactive; or who are in no listing any more, as services hide whoever is inactive. */
function inactiveHint(unkept: readonly Finding[], touched: Touched, run: Run): string | undefined {
  if (run.profile.types.User.inactiveLoses.includes('groups')) return undefined;
  const names = missingIn(unkept, touched).flatMap(({ id, name }) => (isInactive(id, run) ? [name] : []));
  if (names.length === 0) return undefined;
  const who = names.length === 1 ? `${names[0]} is` : `${names.join(', ')} are`;
  return `${who} inactive or in no listing: if the service takes inactive people out of their groups, set service.dialect.types.User.inactiveLoses to [groups].`;
}

interface Missing {
  readonly id: string;
  readonly name: string;
}

function missingIn(unkept: readonly Finding[], { change }: Touched): readonly Missing[] {
  const members = change.after?.['members'];
  const added = isJsonObject(members) ? members['add'] : undefined;
  if (!isJsonArray(added)) return [];
  const names = new Set(
    unkept.flatMap(({ kind, attribute, member }) =>
      kind === 'missing' && attribute === 'members' && member !== undefined ? [member] : [],
    ),
  );
  return added
    .filter(isJsonObject)
    .map(({ value, name }) => ({ id: String(value), name: String(name) }))
    .filter(({ name }) => names.has(name));
}

function isInactive(id: string, { changes, created, reading, removed }: Run): boolean {
  if (removed.has(id)) return true;
  const key = created.get(id)?.key;
  if (key !== undefined) return isSaidFalse(changes.get(key)?.after?.['active'] ?? null);
  if (reading === undefined || firstRead(reading, 'Group', id) !== undefined) return false;
  const user = firstRead(reading, 'User', id);
  if (user === undefined) return reading.resources.User.length > 0;
  return isSaidFalse(heldProperty(user, 'active') ?? null);
}

/** Lengths below are those of whole groups far more often than of cut ones. */
const SMALLEST_CAP = 20;
const ROUND = 5;

/** Members who may well be there, and are not shown. */
function readingHint(
  unkept: readonly Finding[],
  found: ScimResource,
  touched: Touched,
  { profile, reading }: Run,
): string | undefined {
  if (profile.read.members !== 'listed' || missingIn(unkept, touched).length === 0) return undefined;
  const shown = memberIds(found).size;
  const showsMembers = (group: ScimResource) => memberIds(group).size > 0;
  if (shown === 0 && reading?.resources.Group.some(showsMembers) !== true) {
    return 'No group of this service shows a member: if it never does, set service.dialect.read.members to groupsByUser, usersByGroup or unreadable; rollcall doctor --probe finds which.';
  }
  const mayBeCut = shown >= SMALLEST_CAP && shown % ROUND === 0 && profile.read.membersCap === null;
  return mayBeCut
    ? `The group shows exactly ${shown} members: if it never shows more, set service.dialect.read.membersCap to ${shown}.`
    : undefined;
}

/** Some services answer a path with a filter with a success, and do nothing. */
function filterHint(unkept: readonly Finding[], { change }: Touched, { spellings }: Run): string | undefined {
  const names = unkept.flatMap(({ attribute, kind }) =>
    attribute === undefined || (attribute === 'members' && kind !== 'remains') ? [] : [attribute.split('.')[0] ?? ''],
  );
  const settings = change.requests
    .flatMap((request) => settingsOf(filteredIn(request, names)))
    .filter((setting, at, all) => all.indexOf(setting) === at && !spellings.worked.has(setting));
  if (settings.length === 0) return undefined;
  const written = settings.map((setting) => `service.dialect.${setting.replace(':', ' to')}`);
  return `If the service overlooks a filter in the path of a PATCH, set ${written.join(' and ')}.`;
}

/** The operations of a request that select elements of one of these attributes. */
function filteredIn(request: PlannedRequest, names: readonly string[]) {
  if (request.method !== 'PATCH') return [];
  const selects = (path: string) => names.some((name) => path.startsWith(`${name}[`) || path.includes(`:${name}[`));
  return request.operations.filter(({ path }) => typeof path === 'string' && selects(path));
}
