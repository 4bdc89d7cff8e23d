import type { SecretReference } from '../../model/special-value.ts';

const SECRET = /\$\{((?:env|file):[^}]+)\}/g;

/** The secrets that are parts of a URL. */
export function secretsIn(template: string): readonly SecretReference[] {
  return [...template.matchAll(SECRET)].map(([, $secret = '']) => ({ $secret }));
}

/** The URL with its secrets, by their references. */
export function fillUrl(template: string, secrets: ReadonlyMap<string, string>): string {
  return template.replace(SECRET, (token, reference: string) => secrets.get(reference) ?? token);
}

/** Whether a secret is a part of the scheme, host or port, or may be. */
export function hidesHost(template: string): boolean {
  const [authority = ''] = template.replace(/^https?:\/\//i, '').split(/[/\\?#](?![^{]*\})/);
  return template.startsWith('${') || secretsIn(authority).length > 0;
}
