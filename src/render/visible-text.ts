/** Control characters, and those that turn the direction of text around: a terminal would obey them. */
const TREACHEROUS = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Makes text from files and services safe to print: each control character becomes one visible stand-in. */
export function visible(text: string): string {
  return text.replace(TREACHEROUS, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}
