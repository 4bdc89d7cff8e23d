const ENTITY_TAG = /^(W\/)?".*"$/su;

/** A version as a header carries it (RFC 9110 section 8.8.3); some services leave the quotes out in `meta.version`. */
export function entityTag(version: string): string {
  return ENTITY_TAG.test(version) ? version : `"${version}"`;
}
