import { slotOf } from './own-text.ts';
import { UNSAFE_KEYS } from './tree.ts';

const MOST_LENGTH = 201;
const START = 1;
const PART = 2;
/** What each ASCII character may be of a key. */
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return (/[A-Za-z_$]/.test(character) ? START : 0) | (/[\w$./-]/.test(character) ? PART : 0);
});
const COLON = 0x3a;

function isOf(code: number, kind: number): boolean {
  return code < 128 && ((CLASSES[code] ?? 0) & kind) !== 0;
}

/** The offset of the colon behind the plain key of a block mapping, which may hold colons itself; -1 where there is none. */
export function blockKeyEnd(text: string, start: number): number {
  if (!isOf(text.charCodeAt(start), START)) return -1;
  let at = start + 1;
  for (let code = text.charCodeAt(at); isOf(code, PART) || code === COLON; code = text.charCodeAt(at)) at++;
  const end = at - 1;
  const isKey = end > start && text.charCodeAt(end) === COLON && end - start <= MOST_LENGTH;
  return isKey && (at === text.length || isBlankOrBreak(text.charCodeAt(at))) ? end : -1;
}

/** The same between brackets, where a key holds no colon. */
export function flowKeyEnd(text: string, start: number): number {
  if (!isOf(text.charCodeAt(start), START)) return -1;
  let at = start + 1;
  while (isOf(text.charCodeAt(at), PART)) at++;
  const isKey = text.charCodeAt(at) === COLON && at - start <= MOST_LENGTH;
  return isKey && isBlankOrBreak(text.charCodeAt(at + 1)) ? at : -1;
}

/** The offset of the quote that ends a quoted key, behind which the colon follows; -1 where there is none. */
export function quotedKeyEnd(text: string, start: number): number {
  const end = text.indexOf('"', start + 1);
  const length = end - start - 1;
  if (length < 1 || length >= MOST_LENGTH || text.charCodeAt(end + 1) !== COLON) return -1;
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c || code === 0x0a || code === 0x0d) return -1;
  }
  return end;
}

function isBlankOrBreak(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d;
}

const SLOTS = 1024;
const REMEMBERED: (string | undefined)[] = Array.from({ length: SLOTS });

/**
 * The key between two offsets: the same text each time, since all entries have the same few keys, and what is one object is
 * found faster than what is equal. Undefined for one that no object may have.
 */
export function keyBetween(text: string, start: number, end: number): string | undefined {
  const slot = slotOf(text, start, end, SLOTS);
  const known = REMEMBERED[slot];
  if (known !== undefined && known.length === end - start && text.startsWith(known, start)) return known;
  const key = text.slice(start, end);
  if (UNSAFE_KEYS.has(key)) return undefined;
  // As the name of a property it is a text of its own, which does not keep that of the file.
  const [own = key] = Object.keys({ [key]: true });
  REMEMBERED[slot] = own;
  return own;
}
