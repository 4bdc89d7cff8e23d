import { lookAlikeKey } from '../../syntax/look-alike.ts';

/** All but visible ASCII and the blanks inside a text. */
const HIDING = /^ +| +$|[^ -~]/gu;

/** A text in which every character can be told: what is not visible ASCII stands as `\u200b`, a blank at an end too. */
export function escapedText(text: string): string {
  return text.replace(HIDING, (found) => Array.from(found, escapedCharacter).join(''));
}

function escapedCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/** True for two texts that differ in what a reader cannot see; another case is seen. */
export function differsUnseen(a: string, b: string): boolean {
  return a.toLowerCase() !== b.toLowerCase() && lookAlikeKey(a) === lookAlikeKey(b);
}
