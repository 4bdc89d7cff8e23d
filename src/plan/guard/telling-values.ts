import type { PossibleDuplicate } from '../../model/guards.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { foldCase, type ScimResource } from '../../model/resource.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../model/schemas/enterprise-user.ts';
import { heldProperty } from '../../syntax/property.ts';
import { attributeOf } from '../attributes/attribute-lookup.ts';

/** An attribute of which two people rarely have the same, and which outlives a change of name. */
type Telling = Exclude<PossibleDuplicate['shares'], 'name'>;

/** A value that more resources carry is a placeholder, a function or a shared address, and tells nothing. */
const MOST_CARRIERS = 3;

/** Finds the user of those given who shares a telling value; undefined where nobody does. */
export type FindSharer = (
  attributes: JsonObject,
) => { readonly shares: Telling; readonly resource: ScimResource } | undefined;

/**
 * Indexes what tells people apart.
 * @param all everybody on the service, by whom it is counted how many carry a value
 * @param isMeant whether somebody may be found
 */
export function findSharer(all: readonly ScimResource[], isMeant: (user: ScimResource) => boolean): FindSharer {
  const carriers = new Map<string, ScimResource[]>();
  for (const user of all) {
    for (const { key } of tellingValues(user)) {
      const known = carriers.get(key);
      if (known === undefined) carriers.set(key, [user]);
      else known.push(user);
    }
  }
  return (attributes) => {
    for (const { key, shares } of tellingValues(attributes)) {
      const found = carriers.get(key) ?? [];
      const resource = found.length > MOST_CARRIERS ? undefined : found.find(isMeant);
      if (resource !== undefined) return { shares, resource };
    }
    return undefined;
  };
}

interface TellingValue {
  readonly shares: Telling;
  readonly key: string;
}

/** Each once, however often it is written. */
function tellingValues(user: JsonObject): readonly TellingValue[] {
  const number = attributeOf(user, { schema: ENTERPRISE_USER_SCHEMA, name: 'employeeNumber' });
  const values: readonly (readonly [Telling, JsonValue | undefined])[] = [
    ['employeeNumber', number],
    ['externalId', heldProperty(user, 'externalId')],
    ...emailsOf(user).map((value) => ['emails', value] as const),
  ];
  const found = new Map<string, TellingValue>();
  for (const [shares, value] of values) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const text = foldCase(String(value).trim());
    const key = `${shares} ${text}`;
    if (text !== '') found.set(key, { shares, key });
  }
  return [...found.values()];
}

function emailsOf(user: JsonObject): readonly (JsonValue | undefined)[] {
  const emails = heldProperty(user, 'emails') ?? [];
  return isJsonArray(emails) ? emails.map((one) => (isJsonObject(one) ? heldProperty(one, 'value') : one)) : [];
}
