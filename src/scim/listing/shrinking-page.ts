import { AnswerTooLargeError } from '../http/answer-too-large-error.ts';

/**
 * Asks for a page, and where it is too large for this client for half as many resources, down to one.
 * @throws AnswerTooLargeError if a single resource is too large
 */
export async function shrinkingPage<T>(count: number, read: (count: number) => Promise<T>): Promise<T> {
  try {
    return await read(count);
  } catch (error) {
    if (!(error instanceof AnswerTooLargeError) || count <= 1) throw error;
    return shrinkingPage(Math.floor(count / 2), read);
  }
}
