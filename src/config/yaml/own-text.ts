/*
 * A part that is cut out of a text keeps all of it in memory, with two bytes a character where one is beyond Latin-1. What
 * is read of a file outlives its text, and the same few texts stand in it again and again.
 */

const SCRATCH = Buffer.allocUnsafeSlow(1024);

/** A text, which may be cut out of another one, or what stands between two offsets of it, as a text of its own. */
export function ownText(text: string, start = 0, end = text.length): string {
  const length = end - start;
  let isShort = length <= SCRATCH.length;
  for (let at = 0; isShort && at < length; at++) {
    const code = text.charCodeAt(start + at);
    SCRATCH[at] = code;
    isShort = code < 0x100;
  }
  return isShort ? SCRATCH.toString('latin1', 0, length) : String(JSON.parse(JSON.stringify(text.slice(start, end))));
}

const SLOTS = 4096;
const RECENT: (string | undefined)[] = Array.from({ length: SLOTS });

/** Where a text between two offsets is remembered; of slots there are a power of two. */
export function slotOf(text: string, start: number, end: number, slots: number): number {
  const length = end - start;
  const inner = text.charCodeAt(start + (length >> 1)) + 53 * text.charCodeAt(start + ((3 * length) >> 2));
  return (text.charCodeAt(start) + 31 * text.charCodeAt(end - 1) + 37 * inner + 131 * length) & (slots - 1);
}

/** The same, which is one and the same text where it was asked for not long ago. */
export function keptText(text: string, start = 0, end = text.length): string {
  if (end === start) return '';
  const slot = slotOf(text, start, end, SLOTS);
  const known = RECENT[slot];
  if (known !== undefined && known.length === end - start && text.startsWith(known, start)) return known;
  const own = ownText(text, start, end);
  RECENT[slot] = own;
  return own;
}
