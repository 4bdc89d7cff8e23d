import { AnswerTooLargeError } from '../http/answer-too-large-error.ts';
import { namedMaximum } from './named-maximum.ts';

/** The most resources that a page may be asked for, as far as the service has said so. */
export interface PageLimit {
  most: number;
}

/**
 * Asks for a page: of no more than the service takes, where a refusal has named that, and where the page is too large for
 * this client for half as many resources, down to one.
 * @throws AnswerTooLargeError if a single resource is too large, ScimError if the service refuses and names no limit
 */
export async function shrinkingPage<T>(
  wanted: number,
  limit: PageLimit,
  read: (count: number) => Promise<T>,
): Promise<T> {
  const count = Math.min(wanted, limit.most);
  try {
    return await read(count);
  } catch (error) {
    const named = namedMaximum(error, count);
    if (named !== undefined) {
      limit.most = Math.min(limit.most, named);
      return shrinkingPage(count, limit, read);
    }
    if (!(error instanceof AnswerTooLargeError) || count <= 1) throw error;
    return shrinkingPage(Math.floor(count / 2), limit, read);
  }
}
