import type { AddressRules, ServiceRules } from '../service-rules.ts';

/** The root under which a path lies, as the rules spell it; undefined for a path under none. */
export function rootOf({ basePath, aliases }: AddressRules, path: string): string | undefined {
  const roots = [basePath, ...aliases].sort((left, right) => right.length - left.length);
  return roots.find((root) => path === root || path.startsWith(`${root}/`));
}

/**
 * The path by which a request is routed: below the base path, whichever root the client used, and with the endpoint in
 * the spelling of the rules where letter case does not count.
 */
export function routedPath(rules: ServiceRules, path: string): string {
  const { address } = rules;
  const root = rootOf(address, path);
  if (root === undefined) return path;
  const [, endpoint = '', ...rest] = path.slice(root.length).split('/');
  const spelt = address.anyCase ? (endpointsOf(rules).find((name) => isSame(name, endpoint)) ?? endpoint) : endpoint;
  return [address.basePath, spelt, ...rest].join('/');
}

function endpointsOf({ types, discovery }: ServiceRules): readonly string[] {
  const { serviceProviderConfig } = discovery;
  const paths = [types.User.endpoint, types.Group.endpoint, serviceProviderConfig ?? '', '/Schemas', '/ResourceTypes'];
  return paths.map((path) => path.slice(1));
}

function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
