import { canonicalJson, isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { Profile } from '../../model/profile.ts';
import { foldCase, type ScimResource } from '../../model/resource.ts';
import { referenceId, referenceType } from '../../syntax/reference-elements.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { escapeText } from '../values/interpolate.ts';
import type { KnownNames } from './known-names.ts';
import type { ValueScope } from './pulled-value.ts';

/**
 * The members of a group as a file names them. Members that may not have been read whole are not declared, as whoever is
 * missing would be removed; neither are those that no file may say.
 * @param leave takes what no file can say, and why
 */
export function pulledMembers(
  group: ScimResource,
  names: KnownNames,
  { read }: Profile,
  leave: ValueScope['leave'],
): readonly JsonValue[] | undefined {
  // Where the service lists members, a group without any has none; elsewhere nobody asked.
  const list = group['members'] ?? (read.members === 'listed' ? [] : null);
  if (read.members === 'unreadable' || !isJsonArray(list)) return undefined;
  if (read.membersCap !== null && list.length >= read.membersCap) return undefined;
  const found = new Map<string, Member>();
  for (const member of list) {
    const id = referenceId(member);
    const written = id === undefined ? undefined : names.member(id, referenceType(member));
    if (id !== undefined && written !== undefined) found.set(canonicalJson(written), { id, written });
  }
  const members = [...found.values()];
  const reason = refusal(group, members, names);
  if (reason !== undefined) leave('members', reason);
  if (reason !== undefined) return undefined;
  return members.map(({ written }) => written).sort((a, b) => compare(memberKey(a), memberKey(b)));
}

interface Member {
  readonly id: string;
  readonly written: JsonValue;
}

function refusal(group: ScimResource, members: readonly Member[], names: KnownNames): string | undefined {
  const own = escapeText(resourceName('Group', group) ?? '');
  const isOfItself = members.some(({ written }) => isJsonObject(written) && written['group'] === own);
  if (isOfItself) return 'the group contains itself';
  const byId = new Set(members.filter(isById).map(({ id }) => id));
  const isUnclear = members.some((one) => byId.has(one.id) && (names.isShared(one.id) || !isById(one)));
  return isUnclear ? 'an id alone does not tell the user from the group that has it too' : undefined;
}

function isById({ written }: Member): boolean {
  return isJsonObject(written) && '$id' in written;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Users before groups before ids, each by name. */
function memberKey(member: JsonValue): string {
  if (!isJsonObject(member)) return `0${foldCase(String(member))}`;
  return 'group' in member ? `1${foldCase(String(member['group']))}` : `2${member['$id']}`;
}
