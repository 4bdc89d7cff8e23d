import { escapedText } from './escaped-text.ts';

/** Texts that every YAML reader takes for themselves. */
const PLAIN = /^[A-Za-z][\w.@+-]*$/;
const OTHER_MEANING = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A text as a value of YAML, in which nothing is hidden. */
export function yamlText(text: string): string {
  if (PLAIN.test(text) && !OTHER_MEANING.test(text)) return text;
  return `"${escapedText(text.replace(/["\\]/g, '\\$&'))}"`;
}
