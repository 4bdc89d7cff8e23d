import type { ProbeFinding, ProbeResult } from '../model/health/probe-result.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { isJsonArray, isJsonObject } from '../model/json.ts';
import type { Style } from './text/style.ts';
import { visible } from './text/visible-text.ts';
import { wrapLine } from './text/wrap-line.ts';

const MAX_WIDTH = 80;
const INDENT = '      ';

const SYMBOLS: Readonly<
  Record<ProbeFinding['status'], readonly [symbol: string, colour: 'green' | 'yellow' | 'red' | 'dim']>
> = {
  works: ['✓', 'green'],
  overridden: ['!', 'yellow'],
  fails: ['✗', 'red'],
  skipped: ['-', 'dim'],
};

/**
 * What a probe found, for a person, with the `dialect:` to paste.
 * @param dialect the project's own `service.dialect` with what was found on top
 * @returns text that ends with a line feed
 */
export function renderProbe(
  { findings, overrides, remains, ended }: ProbeResult,
  dialect: JsonObject,
  style: Style,
): string {
  const nothing = Object.keys(overrides).length === 0;
  const verdict = nothing
    ? ['Nothing to override: the service speaks as its profile says.']
    : ['Paste this into rollcall.yaml, under service:', '', ...yamlLines({ dialect }, '  ')];
  const parts = [
    [style.bold('What was tried'), ...findings.flatMap((finding) => findingLines(finding, style))].join('\n'),
    ...(ended === undefined ? [] : [wrapLine(`The probe ended early: ${visible(ended)}`, MAX_WIDTH).join('\n')]),
    ...remains.map((text) => wrapLine(visible(text), MAX_WIDTH).join('\n')),
    ...(ended !== undefined && nothing ? [] : [verdict.join('\n')]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function findingLines({ tried, status, summary }: ProbeFinding, style: Style): readonly string[] {
  const [symbol, colour] = SYMBOLS[status];
  const details =
    status === 'works' && summary === 'as the profile says'
      ? []
      : wrapLine(visible(summary), MAX_WIDTH - INDENT.length);
  return [`  ${style[colour](symbol)} ${visible(tried)}`, ...details.map((line) => `${INDENT}${style.dim(line)}`)];
}

/** An object of objects, texts, numbers, truth values and lists of texts as YAML in block style. */
function yamlLines(object: JsonObject, indent: string): readonly string[] {
  return Object.entries(object).flatMap(([name, value]) =>
    isJsonObject(value)
      ? [`${indent}${quoted(name)}:`, ...yamlLines(value, `${indent}  `)]
      : [`${indent}${quoted(name)}: ${scalar(value)}`],
  );
}

function scalar(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(scalar).join(', ')}]`;
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

/** JSON's quotes are YAML's, too. */
function quoted(text: string): string {
  return /^[A-Za-z][\w.-]*$/.test(text) ? text : JSON.stringify(text);
}
