import type { Diagnostic } from '../../model/diagnostic.ts';
import { PROFILES } from '../../profiles/profiles.ts';
import type { Project } from '../load-project.ts';
import { PROJECT_FILE } from '../load-project.ts';
import * as problems from '../problems/problems.ts';

/** What plan and apply say when nothing tells where the service is; undefined where the base URL is known. */
export function missingBaseUrl({ configuration, locate }: Project): Diagnostic | undefined {
  if (configuration === undefined || configuration.service.baseUrl !== undefined) return undefined;
  const span = locate({ file: PROJECT_FILE, path: ['service'] });
  const { profile } = configuration.service;
  const regions = Object.keys(PROFILES.get(profile)?.endpoint.regions ?? {});
  return { ...problems.noBaseUrl(profile, regions), span };
}
