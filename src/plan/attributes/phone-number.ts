import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * The one text of a telephone number, however it is written: E.164, RFC 3966 `tel:` with `;ext=`, or as people write it.
 * A number without a country code is read only where the project names a `phoneRegion`; a text that cannot be read is its own canon.
 */
export function canonicalPhoneNumber(text: string, region: string | undefined): string {
  // Genesys Cloud writes "tel:+1…; ext=…" with a space that RFC 3966 does not allow.
  const number = parsePhoneNumberFromString(text.replace(/;\s+/g, ';'), countryOf(region));
  return number === undefined ? text : `${number.number};ext=${number.ext ?? ''}`;
}

function countryOf(region: string | undefined): CountryCode | undefined {
  return region !== undefined && isSupportedCountry(region) ? region : undefined;
}
