import type { JsonObject, JsonValue } from '../../model/json.ts';
import { propertyName } from '../../syntax/property.ts';
import type { MemberDraft } from '../patch/member-draft.ts';
import { withProperty } from './read-value.ts';

/** A resource while a request changes it; the store sees it only when all of the request is done and checked. */
export interface Draft {
  readonly attributes: JsonObject;
  readonly hasPassword: boolean;
  /** A password counts as a change even where there was one: whether it is another is not known. */
  readonly setsPassword: boolean;
  /** Only for groups. */
  readonly members: MemberDraft | undefined;
}

/** True for the name of an extension: URNs have colons, attributes have none. */
export function isExtension(name: string): boolean {
  return name.includes(':');
}

/** The draft with a password, with a new one, or without. */
export function withPassword(draft: Draft, value: JsonValue | undefined): Draft {
  const given = value !== undefined && value !== null;
  return { ...draft, hasPassword: given, setsPassword: given };
}

/** The draft with an extension's attributes changed; an extension without attributes is not kept. */
export function withExtension(draft: Draft, schema: string, attributes: JsonObject): Draft {
  const name = propertyName(draft.attributes, schema);
  const kept = Object.keys(attributes).length === 0 ? undefined : attributes;
  return { ...draft, attributes: withProperty(draft.attributes, name, kept) };
}
