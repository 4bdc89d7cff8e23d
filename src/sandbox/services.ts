import { QuirkError } from './quirks/quirk.ts';
import { withQuirks } from './quirks.ts';
import type { ServiceRules } from './service-rules.ts';
import { AWS_IDENTITY_CENTER } from './services/aws-identity-center.ts';
import { DOCUMENTED } from './services/documented.ts';
import { ENTRA_ID } from './services/entra-id.ts';
import { GENERIC } from './services/generic.ts';
import { GENESYS_CLOUD } from './services/genesys-cloud.ts';
import { GITHUB_ENTERPRISE } from './services/github-enterprise.ts';
import { SLACK } from './services/slack.ts';

/** The rules of every service that the sandbox behaves like, by name. */
const SERVICES: ReadonlyMap<string, ServiceRules> = new Map(
  [GENERIC, GENESYS_CLOUD, AWS_IDENTITY_CENTER, ENTRA_ID, GITHUB_ENTERPRISE, SLACK, ...DOCUMENTED].map((rules) => [
    rules.name,
    rules,
  ]),
);

/** The names of those services. */
export const SERVICE_NAMES: readonly string[] = [...SERVICES.keys()];

/**
 * The rules of a service, with quirks besides.
 * @throws QuirkError for a service or a quirk that there is not
 */
export function rulesOf(name: string, quirks: readonly string[] = []): ServiceRules {
  const rules = SERVICES.get(name);
  if (rules === undefined) throw new QuirkError(`There is no sandbox that behaves like "${name}".`);
  return withQuirks(rules, quirks);
}
