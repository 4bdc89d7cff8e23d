import type { Diagnostic } from '../../model/diagnostic.ts';
import { byCause } from '../diagnostics/by-cause.ts';
import { codeFrame } from '../diagnostics/code-frame.ts';
import { countDiagnostics } from '../diagnostics/diagnostics-text.ts';
import { html, type Markup, NO_MARKUP } from './markup.ts';

/** What is wrong with the files, each with its line and what to do. */
export function diagnosticsHtml(diagnostics: readonly Diagnostic[], files: ReadonlyMap<string, string>): Markup {
  if (diagnostics.length === 0) return NO_MARKUP;
  const isWrong = diagnostics.some(({ severity }) => severity === 'error');
  const causes = byCause(diagnostics);
  const findings = causes.map((diagnostic) => findingHtml(diagnostic, files));
  return html`<section class="box ${isWrong ? 'hot' : 'warm'}"><p><strong>${countDiagnostics(causes)}</strong></p>
${findings}</section>
`;
}

function findingHtml(diagnostic: Diagnostic, files: ReadonlyMap<string, string>): Markup {
  const { code, severity, summary, detail = '', span } = diagnostic;
  const place =
    span === undefined
      ? NO_MARKUP
      : html` <code class="place">${span.file}:${span.start.line}:${span.start.column}</code>`;
  const colour = severity === 'error' ? 'del' : 'mod';
  const lines = detail.split('\n').map((line, index) => html`${index === 0 ? '' : html`\n`}${line}`);
  const why = detail === '' ? NO_MARKUP : html`<p class="note">${lines}</p>`;
  return html`<div class="finding"><p><strong class="${colour}">${severity} ${code}</strong>: ${summary}${place}</p>${frameHtml(diagnostic, files)}${why}</div>
`;
}

function frameHtml({ span, severity }: Diagnostic, files: ReadonlyMap<string, string>): Markup {
  const text = span && files.get(span.file);
  const frame = span && text !== undefined ? codeFrame(text, span) : undefined;
  if (span === undefined || frame === undefined) return NO_MARKUP;
  const number = String(span.start.line);
  const gutter = ' '.repeat(number.length);
  const mark = '^'.repeat(frame.width);
  return html`<pre class="frame">${number} | ${frame.line}
${gutter} | ${' '.repeat(frame.indent)}<b class="${severity}">${mark}</b></pre>`;
}
