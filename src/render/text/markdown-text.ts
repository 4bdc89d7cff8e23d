import { visible } from './visible-text.ts';

/**
 * Makes any text safe to stand in Markdown as text: nothing in it formats, links, opens HTML or calls people.
 * Comments between a sign and its word keep GitHub and GitLab from taking @name, #1, !1 for somebody or something.
 */
export function markdownText(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]()+.|~$^=:'"-]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[@#!%]/g, '$&<!-- -->');
}

/** Makes any text safe to stand in HTML, inside `<code>`, where nobody is called. */
export function htmlCode(text: string): string {
  const escaped = visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<code>${escaped.replaceAll('"', '&quot;')}</code>`;
}

/** A fenced block of lines, whatever they hold. */
export function fenced(language: string, lines: readonly string[]): string {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length);
  const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return [`${fence}${language}`, ...lines, fence].join('\n');
}
