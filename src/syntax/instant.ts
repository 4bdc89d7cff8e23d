/** A date, alone or with a time, and the offset in the forms that services write: `Z`, `+00:00`, `+0000`, `+00` or none. */
const INSTANT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z|([+-]\d\d)(?::?(\d\d))?)?)?$/i;

/**
 * The moment that a SCIM dateTime names (RFC 7643 section 2.3.5), in milliseconds since 1970; NaN for what is none.
 * A time without a zone is taken as UTC, as services that leave it out mean it, and not as the machine's own.
 */
export function instantOf(text: string): number {
  const [, date, time = '00:00', hours = '+00', minutes = '00'] = INSTANT.exec(text) ?? [];
  return Date.parse(`${date}T${time}${hours}:${minutes}`);
}

/**
 * True once the moment of an `$expires` has come; what has none never expires.
 * @param expires an instant, as it is read from files
 * @param now in milliseconds since 1970
 */
export function hasExpired(expires: string | undefined, now: number): boolean {
  return expires !== undefined && Date.parse(expires) <= now;
}
