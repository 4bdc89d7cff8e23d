import type { EndpointDialect } from '../../model/profile.ts';
import * as problems from '../problems/problems.ts';
import type { FileScope } from '../values/read-text.ts';
import type { Tree } from '../yaml/tree.ts';

/** Where a service is according to its profile; what the profile does not know is left out. */
export interface RegionalUrls {
  readonly baseUrl?: string;
  readonly tokenUrl?: string;
}

/**
 * The URLs that follow from `service.region`: the name of a region that the profile knows, or a host such as
 * `mypurecloud.com` for one that it does not know yet.
 * @param tree the place of the region, where there is one
 */
export function regionalUrls(
  region: string | undefined,
  tree: Tree | undefined,
  { regions, baseUrl, tokenUrl }: EndpointDialect,
  scope: FileScope,
): RegionalUrls {
  const known = Object.keys(regions);
  if (region !== undefined && tree !== undefined && known.length === 0) {
    scope.report(problems.noRegions(), tree);
    return {};
  }
  const host = region === undefined ? undefined : hostOf(region, regions);
  if (region !== undefined && tree !== undefined && host === undefined) {
    scope.report(problems.unknownRegion(region, known), tree);
  }
  const base = urlAt(baseUrl, host);
  const token = urlAt(tokenUrl, host);
  return { ...(base === undefined ? {} : { baseUrl: base }), ...(token === undefined ? {} : { tokenUrl: token }) };
}

function hostOf(region: string, regions: EndpointDialect['regions']): string | undefined {
  const known = Object.hasOwn(regions, region) ? regions[region] : undefined;
  return known ?? (isHost(region) ? region : undefined);
}

function isHost(text: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text);
}

function urlAt(template: string | null, host: string | undefined): string | undefined {
  if (template === null) return undefined;
  const url = template.includes('{host}') ? host && template.replace('{host}', () => host) : template;
  // What a dialect writes is plain text, of which nothing is a reference to a secret.
  return url?.replaceAll('${', '$%7B');
}
