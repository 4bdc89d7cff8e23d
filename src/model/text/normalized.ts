/** Marks that combine with the letter before them; the last two do so in the compatible forms. */
const MARKS = /[\p{M}\uff9e\uff9f]{31,}/u;
const PIECES = /[\p{M}\uff9e\uff9f]{1,30}|[^\p{M}\uff9e\uff9f]+/gu;

/**
 * The text in a Unicode normal form. More than 30 marks on one letter occur in no language, and putting n of them into their
 * order costs n²: there, each 30 are put in order for themselves, as in the stream-safe format (UAX #15, section 13).
 */
export function normalized(text: string, form: 'NFC' | 'NFKC'): string {
  if (!MARKS.test(text)) return text.normalize(form);
  return (text.match(PIECES) ?? []).map((piece) => piece.normalize(form)).join('');
}
