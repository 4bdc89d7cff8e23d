import { ScimError } from './refuse.ts';

/** Where a page begins, and when it was promised. */
interface Position {
  readonly from: number;
  readonly issued: number;
}

/** A cursor (RFC 9865 section 2) for the page that begins behind `from` resources. */
export function writeCursor(from: number, now: number): string {
  const position: Position = { from, issued: now };
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Reads a cursor; the empty one is for the first page.
 * @throws ScimError 400 invalidCursor for one that was never given, 400 expiredCursor for an old one
 */
export function readCursor(text: string, now: number, seconds: number): number {
  if (text === '') return 0;
  const position = parse(text);
  if (typeof position?.from !== 'number' || typeof position.issued !== 'number') {
    throw new ScimError(400, 'This is no cursor of this service.', 'invalidCursor');
  }
  if (now - position.issued > seconds * 1000) {
    throw new ScimError(400, `A cursor can be used for ${seconds} seconds.`, 'expiredCursor');
  }
  return position.from;
}

function parse(text: string): Partial<Position> | undefined {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
