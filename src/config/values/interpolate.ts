import * as problems from '../problems/problems.ts';
import type { Problem } from '../problems/report.ts';
import type { TextSources } from './text-sources.ts';

/** A text with everything filled in, or each token that could not be. */
export type Interpolated =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly faults: readonly InterpolationFault[] };

export interface InterpolationFault {
  readonly problem: Problem;
  /** The token as it is written, such as `${var:domian}`, to point at. */
  readonly token: string;
}

const TOKEN = /\$\$\{|\$\{([^}]*)\}?/g;
const REFERENCE = /^(env|var|file):(.+)$/s;

/**
 * Fills `${env:NAME}`, `${var:NAME}` and `${file:path}` into a text; `$${` stands for `${` itself.
 * @param file the file that holds the text; paths are relative to it
 */
export function interpolate(text: string, file: string, sources: TextSources): Interpolated {
  const faults: InterpolationFault[] = [];
  const filled = text.replace(TOKEN, (token: string, inner: string | undefined) => {
    if (inner === undefined) return '${';
    const found = lookUp(token, inner, file, sources);
    if (typeof found === 'string') return found;
    faults.push({ problem: found, token });
    return token;
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, text: filled };
}

function lookUp(token: string, inner: string, file: string, sources: TextSources): string | Problem {
  const [, kind, name] = REFERENCE.exec(inner) ?? [];
  if (kind === undefined || name === undefined || !token.endsWith('}')) return problems.badInterpolation(token);
  if (kind === 'file') {
    const read = sources.readFile(file, name);
    return 'text' in read ? read.text : problems.unreadableInterpolation(name, read.reason);
  }
  if (kind === 'env') return sources.env(name) ?? problems.unsetEnvironmentVariable(name);
  return sources.variables.get(name) ?? problems.unknownVariable(name, sources.variables.keys());
}

/** A text as files write it, where `${` would be filled in. */
export function escapeText(text: string): string {
  return text.replaceAll('${', () => '$${');
}
