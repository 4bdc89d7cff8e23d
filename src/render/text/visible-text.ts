/**
 * Characters that move the cursor, hide text or turn its direction: controls, format characters, line separators,
 * lone surrogates. A zero-width joiner is harmless only where it joins emoji.
 */
const TREACHEROUS =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const PRINTABLE_ASCII = /^[ -~]*$/;

/** Makes text from files and services safe to print: each treacherous character becomes one visible stand-in. */
export function visible(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return text.replace(TREACHEROUS, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** The same for a text of several lines, which stay so. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
