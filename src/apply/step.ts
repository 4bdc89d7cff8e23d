import type { Failure } from '../model/apply-event.ts';
import type { ScimAnswer } from '../scim/client.ts';

/** How a part of a change went; `answer` is the last one, where any request was sent. */
export type Step =
  | { readonly kind: 'done'; readonly answer?: ScimAnswer }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'skipped'; readonly because: string };

export function failed(summary: string, detail?: string): Step {
  return { kind: 'failed', failure: { summary, ...(detail === undefined ? {} : { detail }) } };
}
