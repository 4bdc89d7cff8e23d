import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { AttributeDefinition } from '../../model/attribute.ts';
import { canonicalJson, type JsonValue } from '../../model/json.ts';
import { foldCase } from '../../model/resource.ts';
import { instantOf } from '../../syntax/instant.ts';
import type { Context } from '../context.ts';

/** What decides how the values of an attribute or sub-attribute compare. */
export interface ValueKind {
  readonly definition: AttributeDefinition;
  /** Dotted name as in `Profile.foldsCase`: `userName`, `emails.value`, `urn:…:User:department`. */
  readonly path: string;
  /** True for the userName of a user and the displayName of a group. */
  readonly isName?: boolean;
}

/**
 * Whether a service that holds `current` already holds what `desired` asks for.
 * Raw equality is tested first, because nearly all values pass it and normalising costs.
 */
export function sameValue(kind: ValueKind, desired: JsonValue, current: JsonValue, context: Context): boolean {
  return desired === current || canonicalValue(kind, desired, context) === canonicalValue(kind, current, context);
}

/** The one text that all equal values share, by the attribute's type (RFC 7643 section 2.3). */
export function canonicalValue(kind: ValueKind, value: JsonValue, context: Context): string {
  if (value !== null && typeof value === 'object') return canonicalJson(value);
  const text = String(value);
  switch (kind.definition.type) {
    case 'boolean':
      return text.toLowerCase();
    case 'dateTime':
      return context.profile.dateOnly.includes(kind.path) ? text.slice(0, 'YYYY-MM-DD'.length) : canonicalInstant(text);
    case 'reference':
      return canonicalReference(text, context.baseUrl);
    case 'string':
      return canonicalString(kind, text, context);
    case 'integer':
    case 'decimal':
      return canonicalNumber(text);
    case 'binary':
    case 'complex':
      return text;
    default:
      return kind.definition.type satisfies never;
  }
}

function canonicalString(kind: ValueKind, text: string, context: Context): string {
  if (kind.path === 'phoneNumbers.value') return canonicalPhoneNumber(text, context.phoneRegion);
  return foldsCase(kind, context) ? foldCase(text) : text;
}

/** Case and Unicode form are ignored only in identifiers, in values from a canonical list, and where the profile says so (docs/configuration.md, Case). */
function foldsCase({ definition, path, isName }: ValueKind, { profile }: Context): boolean {
  if (isName === true) return !profile.preservesCase;
  return (
    path === 'emails.value' ||
    path.endsWith('.type') ||
    definition.canonicalValues !== undefined ||
    profile.foldsCase.includes(path)
  );
}

/** Services that answer numbers as text may write them with zeros at the end. */
function canonicalNumber(text: string): string {
  const number = Number(text);
  return text.trim() === '' || Number.isNaN(number) ? text : String(number);
}

function canonicalInstant(text: string): string {
  const instant = instantOf(text);
  return Number.isNaN(instant) ? text : new Date(instant).toISOString();
}

function canonicalReference(text: string, baseUrl: string): string {
  const base = `${baseUrl}/`;
  return URL.canParse(text, base) ? new URL(text, base).href : text;
}

/**
 * The one text of a telephone number, however it is written: E.164, RFC 3966 `tel:` with `;ext=`, or as people write it.
 * A number without a country code is read only where the project names a `phoneRegion`; a text that cannot be read is its own canon.
 */
function canonicalPhoneNumber(text: string, region: string | undefined): string {
  // Genesys Cloud writes "tel:+1…; ext=…" with a space that RFC 3966 does not allow.
  const number = parsePhoneNumberFromString(text.replace(/;\s+/g, ';'), countryOf(region));
  return number === undefined ? text : `${number.number};ext=${number.ext ?? ''}`;
}

function countryOf(region: string | undefined): CountryCode | undefined {
  return region !== undefined && isSupportedCountry(region) ? region : undefined;
}
