import { isDeeperThan, type JsonValue } from '../../model/json.ts';

/** Deeper than any SCIM resource; shallow enough for everything that walks one. */
const MOST_LEVELS = 64;
/** Escapes of the characters of `__proto__`; other escapes are everywhere that a service writes ASCII only. */
const ESCAPED_NAME = /\\u00(?:5f|6f|7[024])/i;

export type ParsedBody =
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly value: JsonValue }
  | { readonly kind: 'html' }
  | { readonly kind: 'unreadable'; readonly problem: string };

function decode(body: Uint8Array, contentType: string): string | undefined {
  // JSON is UTF-8 (RFC 8259 section 8.1) even where a server declares something else; what it declares comes second.
  const declared = /charset="?([^";\s]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  for (const charset of ['utf-8', declared]) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(body);
    } catch {
      // The next charset may do.
    }
  }
  return undefined;
}

/** Drops `__proto__`, which is no SCIM attribute and would become a prototype when an object is copied. */
function parse(text: string): JsonValue {
  const isSuspect = text.includes('__proto__') || (text.includes('\\u00') && ESCAPED_NAME.test(text));
  if (!isSuspect) return JSON.parse(text);
  return JSON.parse(text, (name, value: JsonValue) => (name === '__proto__' ? undefined : value));
}

/** Reads a body as JSON whatever its content type says, because services mislabel it. Of equal names the last one counts. */
export function parseBody(body: Uint8Array, contentType: string): ParsedBody {
  if (body.byteLength === 0) return { kind: 'empty' };
  const text = decode(body, contentType);
  if (text === undefined) return { kind: 'unreadable', problem: 'is neither UTF-8 nor what its content type says' };
  if (text.trim() === '') return { kind: 'empty' };
  try {
    const value = parse(text);
    return isDeeperThan(value, MOST_LEVELS)
      ? { kind: 'unreadable', problem: `nests deeper than ${MOST_LEVELS} levels` }
      : { kind: 'json', value };
  } catch {
    return text.trimStart().startsWith('<') || contentType.includes('html')
      ? { kind: 'html' }
      : { kind: 'unreadable', problem: 'is not JSON, or only the beginning of it' };
  }
}
