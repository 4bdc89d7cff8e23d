import { randomUUID } from 'node:crypto';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ResourceType } from '../../model/resource.ts';
import type { IdRules } from '../service-rules.ts';
import type { Store } from '../store/store.ts';

/** Stands before the id of a group inside, where a user may have the same id outside. */
const GROUP = 'Group~';

/** The id by which a resource is kept. */
export function innerId({ apart }: IdRules, type: ResourceType, id: string): string {
  return apart && type === 'Group' ? `${GROUP}${id}` : id;
}

/** The id by which clients know a resource. */
export function outerId({ apart }: IdRules, id: string): string {
  return apart && id.startsWith(GROUP) ? id.slice(GROUP.length) : id;
}

/** The ids by which a member may be kept that a client names by its id alone. */
export function innerIds(rules: IdRules, id: string): readonly string[] {
  return rules.apart ? [id, innerId(rules, 'Group', id)] : [id];
}

/** The id by which a member is kept; where ids do not tell, it is a user unless the client says otherwise. */
export function innerMemberId(rules: IdRules, member: JsonObject, id: string): string {
  const isGroup = String(member['type']).toLowerCase() === 'group';
  return innerId(rules, isGroup ? 'Group' : 'User', id);
}

/** An id that no resource has, by which a new one is kept. */
export function newId(store: Store, type: ResourceType): string {
  const rules = store.service.rules.ids;
  if (rules.made === 'uuid') return innerId(rules, type, randomUUID());
  const counter = rules.apart ? type : '';
  let count = store.counted.get(counter) ?? 0;
  do count += 1;
  while (store.resources.has(innerId(rules, type, String(count))));
  store.counted.set(counter, count);
  return innerId(rules, type, String(count));
}

/** The body of a request with numbers as text where ids stand. */
export function withTextIds(value: JsonValue, name = ''): JsonValue {
  if (typeof value === 'number' && ['id', 'value'].includes(name)) return String(value);
  if (isJsonArray(value)) return value.map((element) => withTextIds(element, name));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([inner, part]) => [inner, withTextIds(part, inner)]));
}
