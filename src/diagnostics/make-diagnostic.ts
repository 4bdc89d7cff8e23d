import type { Diagnostic } from '../model/diagnostic.ts';
import { type Code, TABLE } from './table.ts';

/** `'short' | 'long'` of `short|long`. */
type OneOf<Words extends string> = Words extends `${infer First}|${infer Others}` ? First | OneOf<Others> : Words;

/** One word for each `{…}` of a title. */
type Chosen<Title extends string> = Title extends `${string}{${infer Words}}${infer Rest}`
  ? [OneOf<Words>, ...Chosen<Rest>]
  : [];

/**
 * What is wrong in one case. Severity and title come from the table.
 * @param detail full sentences: why, and what to do; may quote names, never a secret
 * @param words of each choice in the title, the one that holds
 * @returns a diagnostic without a place
 */
export function diagnostic<C extends Code>(
  code: C,
  detail: string,
  ...words: Chosen<(typeof TABLE)[C]['title']>
): Diagnostic;
export function diagnostic(code: Code, detail: string, ...words: readonly string[]): Diagnostic {
  const { severity, title } = TABLE[code];
  const summary = words.reduce((text: string, word) => text.replace(/\{[^}]*\}/, () => word), title);
  return { code, severity, summary, detail };
}
