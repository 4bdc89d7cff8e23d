import { createHmac } from 'node:crypto';
import { sha256 } from '../files/sha256.ts';

/** What makes the id of a plan: SHA-256, or an HMAC with `ROLLCALL_ID_KEY`, so that nobody guesses hidden values from it. */
export function idHash(env: Readonly<Record<string, string | undefined>>): (text: string) => string {
  const key = env['ROLLCALL_ID_KEY'];
  if (key === undefined || key === '') return sha256;
  return (text) => createHmac('sha256', key).update(text).digest('hex');
}
