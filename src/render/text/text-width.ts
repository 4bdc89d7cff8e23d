/** Made once it is needed, because its tables take as long to load as a tenth of a short command. */
let graphemes: Intl.Segmenter | undefined;
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const PRINTABLE_ASCII = /^[ -~]*$/;

/** One character as people see it, and how many columns a terminal gives it. */
export interface Glyph {
  readonly text: string;
  readonly width: 1 | 2;
}

/** Cuts a text into what people see as characters. */
export function glyphs(text: string): readonly Glyph[] {
  if (PRINTABLE_ASCII.test(text)) return [...text].map((character) => ({ text: character, width: 1 }));
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return [...graphemes.segment(text)].map(({ segment }) => ({ text: segment, width: WIDE.test(segment) ? 2 : 1 }));
}

/** The columns that a terminal needs for a text. */
export function textWidth(text: string): number {
  return PRINTABLE_ASCII.test(text) ? text.length : glyphs(text).reduce((sum, { width }) => sum + width, 0);
}
