import * as problems from '../problems/problems.ts';
import type { Problem } from '../problems/report.ts';

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

/** What becomes of `${env:NAME}` and `${file:PATH}`: secrets are filled in nowhere but where they are used. */
export type SecretToken = (kind: 'env' | 'file', name: string, token: string) => string | Problem;

/** Anywhere but in the few places of secrets, a reference to one is a mistake. */
export const NO_SECRETS: SecretToken = (_kind, name, token) => problems.secretElsewhere(token, name);

/** Fills `${var:NAME}` into a text; `$${` stands for `${` itself. */
export function interpolate(
  text: string,
  variables: ReadonlyMap<string, string>,
  secretToken: SecretToken = NO_SECRETS,
): Interpolated {
  const faults: InterpolationFault[] = [];
  const filled = text.replace(TOKEN, (token: string, inner: string | undefined) => {
    if (inner === undefined) return '${';
    const found = lookUp(token, inner, variables, secretToken);
    if (typeof found === 'string') return found;
    faults.push({ problem: found, token });
    return token;
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, text: filled };
}

function lookUp(
  token: string,
  inner: string,
  variables: ReadonlyMap<string, string>,
  secretToken: SecretToken,
): string | Problem {
  const [, kind, name] = REFERENCE.exec(inner) ?? [];
  if (kind === undefined || name === undefined || !token.endsWith('}')) return problems.badInterpolation(token);
  if (kind === 'env' || kind === 'file') return secretToken(kind, name, token);
  return variables.get(name) ?? problems.unknownVariable(name, variables.keys());
}

/** A text as files write it, where `${` would be filled in. */
export function escapeText(text: string): string {
  return text.includes('${') ? text.replaceAll('${', () => '$${') : text;
}
