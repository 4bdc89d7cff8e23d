import { html, Markup, type Piece } from './markup.ts';

/** One page that needs nothing beside itself. */
export interface HtmlPage {
  readonly title: string;
  readonly style: string;
  readonly script: string;
  readonly body: Piece;
}

/** SHA-256 of a text in base64, as a Content-Security-Policy names it; handed in, because views do no IO. */
export type Sha256Base64 = (text: string) => string;

/**
 * A page in one file: it refers to nothing outside, and its policy lets nothing run but its own script, by hash
 * (W3C Content Security Policy Level 3, section 2.3.1). Ends with a line feed.
 */
export function htmlPage({ title, style, script, body }: HtmlPage, sha256: Sha256Base64): string {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${sha256(style)}'`,
    `script-src 'sha256-${sha256(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${body}
<script>${new Markup(script)}</script>
</body>
</html>
`.text
  }`;
}
