import type { DeclaredResource, Ownership } from '../../model/configuration.ts';
import { formerName } from './former-name.ts';
import type { Match } from './match.ts';

/** Why nothing may refer to a resource that the service holds, or not by the name that it has. */
export type Fate =
  | { readonly kind: 'undeclared'; readonly ownership: Ownership }
  | { readonly kind: 'absent'; readonly declared: DeclaredResource }
  | { readonly kind: 'renamed'; readonly declared: DeclaredResource };

/**
 * The resources that the plan takes away or renames, by id: an entry may ask for that by an id alone, of which the files do
 * not tell whose it is.
 * @param leaving ids of undeclared resources that do not stay as they are
 */
export function fatesOf(matches: readonly Match[], leaving: ReadonlyMap<string, Ownership>): ReadonlyMap<string, Fate> {
  const fates = new Map<string, Fate>();
  for (const [id, ownership] of leaving) fates.set(id, { kind: 'undeclared', ownership });
  for (const { declared, current, isFoundAsWritten } of matches) {
    if (isFoundAsWritten || current === undefined) continue;
    if (declared.state === 'absent') fates.set(current.id, { kind: 'absent', declared });
    else if (formerName(declared, current) !== undefined) fates.set(current.id, { kind: 'renamed', declared });
  }
  return fates;
}
