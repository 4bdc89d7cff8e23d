import { foldCase } from '../model/resource.ts';
import { normalized } from '../model/text/normalized.ts';

/** Characters that nobody sees: format characters, default ignorables, controls and whatever fills without a mark. */
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Texts of visible ASCII without a blank at an end: the common case, in which nothing is hidden. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * What all names that look alike have in common: NFKC, without invisible characters, trimmed, in lower case. Letters of
 * other scripts stay what they are.
 */
export function lookAlikeKey(name: string): string {
  if (PLAIN.test(name)) return name.toLowerCase();
  const seen = normalized(name, 'NFKC').replace(INVISIBLE, '').trim();
  return normalized(seen.toLowerCase(), 'NFKC');
}

/** True for a name that another one could look like: all others can be told by plain comparison. */
export function isAmbiguous(name: string): boolean {
  return !PLAIN.test(name) && lookAlikeKey(name) !== foldCase(name);
}
