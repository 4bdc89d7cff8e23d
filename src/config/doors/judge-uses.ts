import type { SecretReference } from '../../model/special-value.ts';
import { hostOf, isListed } from './host-list.ts';
import { NotAllowedError } from './not-allowed-error.ts';
import type { Trust } from './trust.ts';

/** A secret, and all places that it goes to, itself or as what it is exchanged for. */
export interface Use {
  readonly reference: SecretReference;
  readonly goesTo: readonly URL[];
}

/**
 * Refuses a URL that is not on the list of hosts. Every request and every credential passes here.
 * @param isHidden whether a secret is a part of the host, which is then not shown
 * @throws NotAllowedError
 */
export function judgeHost(url: URL, { hosts }: Trust, isHidden = false): void {
  if (hosts === undefined || isListed(url, hosts)) return;
  const host = isHidden ? 'a host that is not shown, as a secret is a part of it' : hostOf(url);
  throw new NotAllowedError(
    `the project wants to reach ${host}, which is not allowed.`,
    isHidden
      ? 'ROLLCALL_ALLOW_HOSTS, set outside of the project, lists the hosts that are.'
      : `If that is right, add ${hostOf(url)} to ROLLCALL_ALLOW_HOSTS, which is set outside of the project.`,
  );
}

/** Refuses every secret that may not be read, wherever it would go. Throws NotAllowedError with all of them. */
export function judgeNames(references: readonly SecretReference[], trust: Trust): void {
  const names = namesOf(references).filter((name) => patternsFor(name, trust).length === 0);
  if (trust.env !== undefined && names.length > 0) throw notAllowed(names, trust);
}

/** Refuses every secret that would go where it may not. Throws NotAllowedError with all of them. */
export function judgeUses(uses: readonly Use[], trust: Trust): void {
  if (trust.env === undefined) return;
  const faults = uses.flatMap(({ reference, goesTo }) =>
    namesOf([reference]).flatMap((name) =>
      goesTo.filter((url) => !mayGo(name, url, trust)).map((url) => `\${env:${name}} would go to ${hostOf(url)}`),
    ),
  );
  if (faults.length === 0) return;
  throw new NotAllowedError(
    'the project sends secrets to where they may not go.',
    'ROLLCALL_ALLOW_ENV, set outside of the project, says where to each may go: NAME@host.',
    [...new Set(faults)],
  );
}

function mayGo(name: string, url: URL, trust: Trust): boolean {
  return patternsFor(name, trust).some(({ host }) => host === undefined || isListed(url, host));
}

function patternsFor(name: string, { env }: Trust) {
  return (env ?? []).filter((pattern) => (pattern.isPrefix ? name.startsWith(pattern.name) : name === pattern.name));
}

function namesOf(references: readonly SecretReference[]): readonly string[] {
  const names = references.flatMap(({ $secret }) => ($secret.startsWith('env:') ? [$secret.slice('env:'.length)] : []));
  return [...new Set(names)];
}

function notAllowed(names: readonly string[], { env }: Trust): NotAllowedError {
  const isEmpty = env?.length === 0;
  return new NotAllowedError(
    `the project reads environment variables that it may not${isEmpty ? ', as none is allowed' : ''}.`,
    'If that is right, add them to ROLLCALL_ALLOW_ENV, which is set outside of the project: NAME, or NAME@host.',
    names.map((name) => `\${env:${name}}`),
  );
}
