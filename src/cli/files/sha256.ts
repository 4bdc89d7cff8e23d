import { createHash } from 'node:crypto';

/** SHA-256 of a text as UTF-8, or of bytes, in lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The same in base64, as policies of pages name it. */
export function sha256Base64(content: string): string {
  return createHash('sha256').update(content).digest('base64');
}
