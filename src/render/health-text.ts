import type { Capability, CapabilitySource, Check, Health } from '../model/health/health.ts';
import type { Style } from './text/style.ts';
import { textWidth } from './text/text-width.ts';
import { visible } from './text/visible-text.ts';
import { wrapLine } from './text/wrap-line.ts';

/** Longer lines are hard to read, however wide the terminal is. */
const MAX_WIDTH = 100;

/**
 * What `doctor` found out, for a person: what works, what is in use and why, what cannot be done. Ends with a line feed.
 * @param columns how wide the terminal is
 */
export function renderHealth(health: Health, style: Style, columns: number): string {
  const width = Math.min(columns, MAX_WIDTH);
  const parts = [
    style.bold(visible(title(health))),
    health.checks.flatMap((check) => checkLines(check, style, width)).join('\n'),
    [style.bold('How rollcall speaks to it, and why'), ...capabilityLines(health, style, width)].join('\n'),
    ...(health.limits.length === 0 ? [] : [limitBlock(health, style, width)]),
    ...verdict(health, style, width),
  ];
  return `${parts.join('\n\n')}\n`;
}

function title({ target, profile, environment }: Health): string {
  const isSandbox = target.startsWith('sandbox:');
  const host = isSandbox ? 'SANDBOX' : URL.canParse(target) ? new URL(target).host : target;
  return `${host} · profile ${profile}${environment === null ? '' : ` · environment ${environment}`}`;
}

const SYMBOLS: Readonly<
  Record<Check['status'], readonly [symbol: string, colour: 'green' | 'yellow' | 'red' | 'dim']>
> = {
  ok: ['✓', 'green'],
  warning: ['!', 'yellow'],
  failed: ['✗', 'red'],
  skipped: ['-', 'dim'],
};
const NAME_WIDTH = 12;
const INDENT = ' '.repeat(NAME_WIDTH + 5);

function checkLines({ name, status, summary, hint }: Check, style: Style, columns: number): readonly string[] {
  const [symbol, colour] = SYMBOLS[status];
  const lines = wrapped(summary, columns);
  const first = `  ${style[colour](symbol)} ${name.padEnd(NAME_WIDTH)} ${lines[0]}`;
  const hints = hint === undefined ? [] : wrapped(hint, columns).map((line) => INDENT + style.dim(line));
  return [first, ...lines.slice(1).map((line) => INDENT + line), ...hints];
}

function wrapped(text: string, columns: number): readonly string[] {
  return wrapLine(visible(text), columns - INDENT.length);
}

const SOURCES: Readonly<Record<CapabilitySource, string>> = {
  'service.dialect': 'service.dialect in rollcall.yaml',
  profile: 'the profile',
  ServiceProviderConfig: 'RFC 7644, and ServiceProviderConfig agrees',
  Schemas: '/Schemas',
  'RFC 7644': 'RFC 7644',
};

function capabilityLines({ capabilities }: Health, style: Style, columns: number): readonly string[] {
  const name = Math.max(...capabilities.map((capability) => capability.name.length));
  const value = Math.min(40, Math.max(...capabilities.map((capability) => capability.value.length)));
  return capabilities.flatMap((capability) => capabilityRow(capability, { name, value, columns }, style));
}

/** How wide the columns of a table are, and the page that it stands on. */
interface Widths {
  readonly name: number;
  readonly value: number;
  readonly columns: number;
}

/** Where the line would be wider than the page, the source stands below the value. */
function capabilityRow(capability: Capability, widths: Widths, style: Style): readonly string[] {
  const { name, value, source, contradicted, setting } = capability;
  const cure = setting === undefined ? '' : ` (service.dialect.${setting})`;
  const conflict = contradicted === undefined ? '' : `; ServiceProviderConfig says: ${visible(contradicted)}${cure}`;
  const start = `  ${name.padEnd(widths.name)}  `;
  const line = `${start}${visible(value).padEnd(widths.value)}  `;
  if (textWidth(line + SOURCES[source] + conflict) <= widths.columns)
    return [`${line}${style.dim(SOURCES[source])}${style.yellow(conflict)}`];
  const colour = conflict === '' ? style.dim : style.yellow;
  const indent = ' '.repeat(start.length + 2);
  const values = wrapLine(visible(value), widths.columns - start.length);
  const sources = wrapLine(SOURCES[source] + conflict, widths.columns - indent.length);
  return [
    ...values.map((part, index) => (index === 0 ? start : ' '.repeat(start.length)) + part),
    ...sources.map((part) => indent + colour(part)),
  ];
}

function limitBlock({ title: service, limits }: Health, style: Style, columns: number): string {
  const lines = limits.flatMap((limit) =>
    wrapLine(visible(limit), columns - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`),
  );
  return [style.bold(`What cannot be done at ${visible(service)}`), ...lines].join('\n');
}

function verdict({ healthy, checks, evidence, profile }: Health, style: Style, columns: number): readonly string[] {
  const failed = checks.filter(({ status }) => status === 'failed').map(({ name }) => name);
  const result = healthy
    ? style.green('A plan can be made.')
    : style.red(`No plan can be made before this works: ${failed.join(', ')}.`);
  const caveat = `Not verified against this service: the profile ${visible(profile)} is made from documentation alone.`;
  const warned = evidence === 'documented' ? wrapLine(caveat, columns).map(style.yellow) : [];
  return [[...warned, result].join('\n')];
}
