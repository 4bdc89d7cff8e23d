import type { Capability, CapabilitySource, Check, Health } from '../model/health/health.ts';
import type { Style } from './text/style.ts';
import { visible } from './text/visible-text.ts';
import { wrapLine } from './text/wrap-line.ts';

const MAX_WIDTH = 100;

/** What `doctor` found out, for a person: what works, what is in use and why, what cannot be done. Ends with a line feed. */
export function renderHealth(health: Health, style: Style): string {
  const parts = [
    style.bold(visible(title(health))),
    health.checks.flatMap((check) => checkLines(check, style)).join('\n'),
    [style.bold('How rollcall speaks to it, and why'), ...capabilityLines(health, style)].join('\n'),
    ...(health.limits.length === 0 ? [] : [limitBlock(health, style)]),
    verdict(health, style),
  ];
  return `${parts.join('\n\n')}\n`;
}

function title({ target, profile }: Health): string {
  const isSandbox = target.startsWith('sandbox:');
  const host = isSandbox ? 'SANDBOX' : URL.canParse(target) ? new URL(target).host : target;
  return `${host} · profile ${profile}`;
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

function checkLines({ name, status, summary, hint }: Check, style: Style): readonly string[] {
  const [symbol, colour] = SYMBOLS[status];
  const lines = wrapped(summary);
  const first = `  ${style[colour](symbol)} ${name.padEnd(NAME_WIDTH)} ${lines[0]}`;
  const hints = hint === undefined ? [] : wrapped(hint).map((line) => INDENT + style.dim(line));
  return [first, ...lines.slice(1).map((line) => INDENT + line), ...hints];
}

function wrapped(text: string): readonly string[] {
  return wrapLine(visible(text), MAX_WIDTH - INDENT.length);
}

const SOURCES: Readonly<Record<CapabilitySource, string>> = {
  'service.dialect': 'service.dialect in rollcall.yaml',
  profile: 'the profile',
  ServiceProviderConfig: 'RFC 7644, and ServiceProviderConfig agrees',
  Schemas: '/Schemas',
  'RFC 7644': 'RFC 7644',
};

function capabilityLines({ capabilities }: Health, style: Style): readonly string[] {
  const width = Math.max(...capabilities.map(({ name }) => name.length));
  const values = Math.min(40, Math.max(...capabilities.map(({ value }) => value.length)));
  return capabilities.map((capability) => capabilityLine(capability, width, values, style));
}

function capabilityLine(
  { name, value, source, contradicted, setting }: Capability,
  width: number,
  values: number,
  style: Style,
): string {
  const cure = setting === undefined ? '' : ` (service.dialect.${setting})`;
  const conflict =
    contradicted === undefined ? '' : style.yellow(`; ServiceProviderConfig says: ${visible(contradicted)}${cure}`);
  return `  ${name.padEnd(width)}  ${visible(value).padEnd(values)}  ${style.dim(SOURCES[source])}${conflict}`;
}

function limitBlock({ title: service, limits }: Health, style: Style): string {
  const lines = limits.flatMap((limit) =>
    wrapLine(visible(limit), MAX_WIDTH - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`),
  );
  return [style.bold(`What cannot be done at ${visible(service)}`), ...lines].join('\n');
}

function verdict({ healthy, checks, evidence, profile }: Health, style: Style): string {
  const failed = checks.filter(({ status }) => status === 'failed').map(({ name }) => name);
  const result = healthy
    ? style.green('A plan can be made.')
    : style.red(`No plan can be made before this works: ${failed.join(', ')}.`);
  const caveat = `Not verified against this service: the profile ${visible(profile)} is made from documentation alone.`;
  return evidence === 'documented' ? `${style.yellow(caveat)}\n${result}` : result;
}
