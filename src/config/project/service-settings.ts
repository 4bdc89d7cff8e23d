import type { ServiceSettings } from '../../model/configuration.ts';
import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { effectiveProfile } from '../../profiles/effective-profile.ts';
import { GENERIC } from '../../profiles/generic.ts';
import { PROFILES } from '../../profiles/profiles.ts';
import { checkDialectFilters } from '../check/check-dialect.ts';
import * as problems from '../problems/problems.ts';
import { type FileScope, optionalText, readText, scalarAt } from '../values/read-text.ts';
import { childOf, EMPTY_MAP, type TreeMap } from '../yaml/tree.ts';
import { readAuthentication } from './authentication.ts';
import { readFreeMap } from './read-free-value.ts';
import { readUrl } from './read-url.ts';
import { regionalUrls } from './region.ts';

/** The profile of a project that names none. */
export const DEFAULT_PROFILE = 'generic';

/** Reads `service`. A missing base URL is no problem here, because neither validate nor a sandbox needs one. */
export function readService(project: TreeMap, scope: FileScope): ServiceSettings {
  const written = childOf(project, 'service');
  const service = written?.kind === 'map' ? written : EMPTY_MAP;
  const region = optionalText(service, 'region', scope);
  const writtenBaseUrl = readUrl(childOf(service, 'baseUrl'), scope);
  const phoneRegion = optionalText(service, 'phoneRegion', scope)?.toUpperCase();
  const profile = readProfile(service, scope);
  const dialect = childOf(service, 'dialect');
  if (dialect?.kind === 'map') checkDialectFilters(dialect, scope.report);
  const overrides = dialect?.kind === 'map' ? readFreeMap(dialect, scope) : {};
  const { endpoint } = effectiveProfile(PROFILES.get(profile) ?? GENERIC, namesPlaces(overrides) ? overrides : {});
  const regional = regionalUrls(region, childOf(service, 'region'), endpoint, scope);
  const baseUrl = writtenBaseUrl ?? regional.baseUrl;
  return {
    profile,
    ...(region === undefined ? {} : { region }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    auth: readAuthentication(service, regional.tokenUrl, scope),
    dialect: overrides,
    ...(phoneRegion === undefined ? {} : { phoneRegion }),
  };
}

/** Whether what a dialect says of the URLs has the form of its schema; a file that it refuses is read to its end all the same. */
function namesPlaces({ endpoint = {} }: JsonObject): boolean {
  if (!isJsonObject(endpoint)) return false;
  const { regions = {}, baseUrl = null, tokenUrl = null } = endpoint;
  const areTexts = [baseUrl, tokenUrl].every((url) => url === null || typeof url === 'string');
  return areTexts && isJsonObject(regions) && Object.values(regions).every((host) => typeof host === 'string');
}

function readProfile(service: TreeMap, scope: FileScope): string {
  const tree = scalarAt(service, 'profile');
  const name = tree && readText(tree, scope);
  if (tree === undefined || name === undefined) return DEFAULT_PROFILE;
  if (!PROFILES.has(name)) scope.report(problems.unknownProfile(name, [...PROFILES.keys()]), tree);
  return name;
}
