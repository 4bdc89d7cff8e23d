import { PLAIN, type Style } from '../../render/text/style.ts';

const ANSI: Style = {
  bold: (text) => sgr(1, 22, text),
  dim: (text) => sgr(2, 22, text),
  red: (text) => sgr(31, 39, text),
  green: (text) => sgr(32, 39, text),
  yellow: (text) => sgr(33, 39, text),
  cyan: (text) => sgr(36, 39, text),
};

function sgr(on: number, off: number, text: string): string {
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How to write to a stream: in colour on a terminal, plainly elsewhere. `--no-color` wins over FORCE_COLOR
 * (whatever but 0 and false asks for colour), that over NO_COLOR (any text) and TERM=dumb.
 */
export function styleFor(stream: { readonly isTTY?: boolean }, env: Environment, noColor: boolean): Style {
  return !noColor && isColourful(stream.isTTY === true, env) ? ANSI : PLAIN;
}

function isColourful(isTerminal: boolean, env: Environment): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return false;
  return isTerminal;
}
