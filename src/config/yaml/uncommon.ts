/** Something that the reader of common YAML leaves to the whole grammar. */
export class Uncommon extends Error {
  override readonly name = 'Uncommon';
}

/** How deep common values are nested. */
export const MAX_COMMON_DEPTH = 20;
