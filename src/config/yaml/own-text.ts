/*
 * A part that is cut out of a text keeps all of it in memory, with two bytes a character where one is beyond Latin-1. What
 * is read of a file outlives its text, and the same few texts stand in it again and again.
 */

const SCRATCH = Buffer.allocUnsafeSlow(1024);

/** A text, which may be cut out of another one, as a text of its own. */
export function ownText(text: string): string {
  const { length } = text;
  let isShort = length <= SCRATCH.length;
  for (let at = 0; isShort && at < length; at++) {
    const code = text.charCodeAt(at);
    SCRATCH[at] = code;
    isShort = code < 0x100;
  }
  return isShort ? SCRATCH.toString('latin1', 0, length) : String(JSON.parse(JSON.stringify(text)));
}

const SLOTS = 4096;
const RECENT: (string | undefined)[] = Array.from({ length: SLOTS });

/** Where a text between two offsets is remembered. */
export function slotOf(text: string, start: number, end: number, slots: number): number {
  const length = end - start;
  const inner = text.charCodeAt(start + (length >> 1)) + 53 * text.charCodeAt(start + ((3 * length) >> 2));
  return (text.charCodeAt(start) + 31 * text.charCodeAt(end - 1) + 37 * inner + 131 * length) % slots;
}

/** A text as one of its own, and the same one where it was asked for not long ago. */
export function keptText(text: string): string {
  const end = text.length;
  if (end === 0) return '';
  const slot = slotOf(text, 0, end, SLOTS);
  const known = RECENT[slot];
  if (known === text) return known;
  const own = ownText(text);
  RECENT[slot] = own;
  return own;
}
